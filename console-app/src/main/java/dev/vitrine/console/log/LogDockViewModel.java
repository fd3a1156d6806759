package dev.vitrine.console.log;

import dev.vitrine.common.log.LogReader;
import dev.vitrine.console.log.tail.TailSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The logs that are open in a window. For the screen's thread. */
public final class LogDockViewModel implements AutoCloseable {
    private final LogReader reader;
    private final Executor ui;
    private final TailSettings settings;
    private final Clock clock;
    private final ObservableList<LogViewModel> open = FXCollections.observableArrayList();
    private final ObservableList<LogViewModel> shown = FXCollections.unmodifiableObservableList(open);
    private final ObjectProperty<Optional<LogViewModel>> chosen = new SimpleObjectProperty<>(Optional.empty());

    private boolean paused;

    /**
     * A dock with no log open.
     *
     * @param cloud makes the reader when it is first needed; never asked on the screen's thread
     * @param ui runs changes on the screen's thread
     * @param clock of the cloud
     */
    public LogDockViewModel(Supplier<LogReader> cloud, Executor ui, Clock clock) {
        this(cloud, ui, clock, TailSettings.STANDARD);
    }

    LogDockViewModel(Supplier<LogReader> cloud, Executor ui, Clock clock, TailSettings settings) {
        this.reader = new LateReader(cloud);
        this.ui = ui;
        this.clock = clock;
        this.settings = settings;
    }

    /** Opens a log, or goes to it when it is open already. */
    public void open(LogTarget target) {
        LogViewModel log = open.stream()
                .filter(each -> each.target().key().equals(target.key()))
                .findFirst()
                .orElseGet(() -> add(target));
        chosen.set(Optional.of(log));
    }

    /** While true nothing is asked, as when nobody is signed in. */
    public void paused(boolean rests) {
        paused = rests;
        open.forEach(log -> log.paused(rests));
    }

    private LogViewModel add(LogTarget target) {
        try {
            LogViewModel log = new LogViewModel(target, reader, folder(), settings, ui, clock);
            log.paused(paused);
            open.add(log);
            log.start();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("No file can be made for the lines of " + target.title(), e);
        }
    }

    /** Lines do not belong into a temporary folder that is kept in memory. */
    private static Path folder() throws IOException {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path wanted = cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "vitrine-console")
                : Path.of(cache, "vitrine-console");
        try {
            return Files.createDirectories(wanted);
        } catch (IOException e) {
            return Path.of(System.getProperty("java.io.tmpdir"));
        }
    }

    /** The open logs, in the order in which they were opened. */
    public ObservableList<LogViewModel> logs() {
        return shown;
    }

    /** The one that is looked at. */
    public ObjectProperty<Optional<LogViewModel>> chosenProperty() {
        return chosen;
    }

    /** Stops reading a log and forgets its lines. */
    public void close(LogViewModel log) {
        open.remove(log);
        log.close();
    }

    /** Stops all reading and forgets all lines. */
    @Override
    public void close() {
        List.copyOf(open).forEach(this::close);
    }
}
