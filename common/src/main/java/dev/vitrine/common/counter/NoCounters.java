package dev.vitrine.common.counter;

import java.util.Map;

enum NoCounters implements Counters {
    INSTANCE;

    @Override
    public Map<String, Long> counts(String counter) {
        throw undeclared(counter);
    }

    @Override
    public void addOnce(String counter, String key, String onceKey) {
        throw undeclared(counter);
    }

    private static IllegalStateException undeclared(String counter) {
        return new IllegalStateException(
                "counter '" + counter + "' is not declared; name it under predictor.counters in prototype.yaml");
    }
}
