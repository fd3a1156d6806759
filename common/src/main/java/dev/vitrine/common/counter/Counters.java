package dev.vitrine.common.counter;

import java.util.Map;

/** The counters of one prototype: named groups of keys, each with a count that only grows. */
public interface Counters {
    /** Counts by key of one counter; empty when nothing was counted yet. */
    Map<String, Long> counts(String counter);

    /**
     * Raises a key by one, at most once for the same {@code onceKey}: a repeated call changes nothing.
     *
     * @throws UnsupportedOperationException where counters can only be read, as in a batch
     */
    void addOnce(String counter, String key, String onceKey);

    /** Counters of a predictor that declared none: every use is an error that says so. */
    static Counters none() {
        return NoCounters.INSTANCE;
    }

    /** The same counts as they are at each moment; they cannot be raised through this. */
    static Counters readOnly(Counters counters) {
        return new ReadOnlyCounters(counters);
    }

    /** Counts as they were at one moment; they cannot be raised. */
    static Counters snapshot(Map<String, Map<String, Long>> counts) {
        return new CounterSnapshot(counts);
    }
}
