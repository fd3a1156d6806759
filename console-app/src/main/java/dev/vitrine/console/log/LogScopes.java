package dev.vitrine.console.log;

import dev.vitrine.console.log.tail.LogScope;
import javafx.util.Subscription;

/** Tells which lines a log has, as that becomes known. For the screen's thread. */
public interface LogScopes {
    LogScope now();

    /** Runs it whenever there may be another answer, until the subscription ends. The log is open for that long. */
    Subscription subscribe(Runnable changed);

    /** Always the same. */
    static LogScopes fixed(LogScope scope) {
        return new LogScopes() {
            @Override
            public LogScope now() {
                return scope;
            }

            @Override
            public Subscription subscribe(Runnable changed) {
                return Subscription.EMPTY;
            }
        };
    }
}
