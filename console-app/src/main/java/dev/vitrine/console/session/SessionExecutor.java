package dev.vitrine.console.session;

import java.util.concurrent.Executor;

/** Runs what belongs to a session on the screen's thread until the session ends; what comes later is left out. */
public final class SessionExecutor implements Executor, AutoCloseable {
    private final Executor screen;
    private volatile boolean ended;

    /** @param screen runs changes on the screen's thread, where {@link #close} is called too */
    public SessionExecutor(Executor screen) {
        this.screen = screen;
    }

    @Override
    public void execute(Runnable change) {
        screen.execute(() -> {
            if (!ended) {
                change.run();
            }
        });
    }

    @Override
    public void close() {
        ended = true;
    }
}
