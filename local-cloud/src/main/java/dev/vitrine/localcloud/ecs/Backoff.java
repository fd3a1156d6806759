package dev.vitrine.localcloud.ecs;

import java.time.Duration;

/** How long a service waits before it starts one more task, after tasks that never became healthy. */
final class Backoff {
    private static final int LONGEST = 300;
    private static final int TOLERATED = 3;

    private final Duration second;
    private int failures;
    private long notBefore = System.nanoTime();

    /** @param second how long a second of the waits lasts */
    Backoff(Duration second) {
        this.second = second;
    }

    /** Waits longer with each failure: 1, 2, 4 seconds and so on, five minutes at most. */
    void failed() {
        failures++;
        int seconds = failures > 9 ? LONGEST : Math.min(LONGEST, 1 << (failures - 1));
        notBefore = System.nanoTime() + second.toNanos() * seconds;
    }

    void reset() {
        failures = 0;
        notBefore = System.nanoTime();
    }

    boolean over() {
        return System.nanoTime() - notBefore >= 0;
    }

    /** True if this is more than bad luck. */
    boolean consistent() {
        return failures >= TOLERATED;
    }
}
