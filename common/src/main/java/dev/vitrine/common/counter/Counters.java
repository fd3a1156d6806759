package dev.vitrine.common.counter;

import java.util.Map;

/** The counters of one prototype: named groups of keys, each with a count that only grows. */
public interface Counters {
    /** Counts by key of one counter; empty when nothing was counted yet. */
    Map<String, Long> counts(String counter);

    /**
     * Raises a key by one, at most once for the same {@code onceKey}: a repeated call changes nothing.
     *
     * @throws UnsupportedOperationException in a batch, where counters are a snapshot
     */
    void addOnce(String counter, String key, String onceKey);

    /** Counters of a predictor that declared none: every use is an error that says so. */
    static Counters none() {
        return NoCounters.INSTANCE;
    }

    /** Counts as they were at one moment; they cannot be raised. */
    static Counters snapshot(Map<String, Map<String, Long>> counts) {
        return new CounterSnapshot(counts);
    }
}
