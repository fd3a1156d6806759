package dev.vitrine.prototypes.dayplanner;

import dev.vitrine.common.counter.Counters;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counters in memory that keep the promise of {@link Counters}. */
final class LiveCounters implements Counters {
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private final Set<String> done = new HashSet<>();

    @Override
    public synchronized Map<String, Long> counts(String counter) {
        return Map.copyOf(counts.getOrDefault(counter, Map.of()));
    }

    @Override
    public synchronized void addOnce(String counter, String key, String onceKey) {
        if (done.add(counter + " " + key + " " + onceKey)) {
            counts.computeIfAbsent(counter, name -> new TreeMap<>()).merge(key, 1L, Long::sum);
        }
    }
}
