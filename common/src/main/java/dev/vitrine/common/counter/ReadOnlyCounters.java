package dev.vitrine.common.counter;

import java.util.Map;

record ReadOnlyCounters(Counters counters) implements Counters {
    @Override
    public Map<String, Long> counts(String counter) {
        return counters.counts(counter);
    }

    @Override
    public void addOnce(String counter, String key, String onceKey) {
        throw new UnsupportedOperationException("counter '" + counter + "' cannot be raised by a look ahead");
    }
}
