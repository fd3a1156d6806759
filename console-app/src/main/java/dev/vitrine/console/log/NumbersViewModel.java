package dev.vitrine.console.log;

import dev.vitrine.console.log.tail.LineView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** The numbers of the lines that are shown, while somebody wants to see them. They are looked for off the screen's thread. */
public final class NumbersViewModel {
    private static final int MOST_LINES = 20_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LineView lines;
    private final Executor ui;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<JsonNumbers.Series>> series = new ReadOnlyObjectWrapper<>(List.of());
    private boolean looking;
    private boolean again;

    NumbersViewModel(LineView lines, Executor ui) {
        this.lines = lines;
        this.ui = ui;
        shown.addListener((property, before, now) -> look());
    }

    /** Whether they are wanted. */
    public BooleanProperty shownProperty() {
        return shown;
    }

    /** The series of the newest lines that are shown. */
    public ReadOnlyObjectProperty<List<JsonNumbers.Series>> seriesProperty() {
        return series.getReadOnlyProperty();
    }

    /** The lines may be others. On the screen's thread. */
    void look() {
        if (!shown.get()) {
            return;
        }
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        Thread _ = Thread.ofVirtual().name("numbers of a log").start(() -> {
            int size = lines.size();
            int from = Math.max(0, size - MOST_LINES);
            List<JsonNumbers.Series> found = JsonNumbers.of(lines.lines(from, size - from));
            ui.execute(() -> series.set(found));
            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, ui)
                    .execute(this::rested);
        });
    }

    private void rested() {
        looking = false;
        if (again) {
            again = false;
            look();
        }
    }
}
