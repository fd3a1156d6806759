package dev.vitrine.common.counter;

import java.util.Map;
import java.util.TreeMap;

record CounterSnapshot(Map<String, Map<String, Long>> counts) implements Counters {
    CounterSnapshot {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((counter, keys) -> copy.put(counter, Map.copyOf(keys)));
        counts = Map.copyOf(copy);
    }

    @Override
    public Map<String, Long> counts(String counter) {
        Map<String, Long> keys = counts.get(counter);
        return keys == null ? NoCounters.INSTANCE.counts(counter) : keys;
    }

    @Override
    public void addOnce(String counter, String key, String onceKey) {
        throw new UnsupportedOperationException("counter '" + counter + "' cannot be raised in a batch");
    }
}
