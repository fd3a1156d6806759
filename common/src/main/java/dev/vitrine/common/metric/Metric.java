package dev.vitrine.common.metric;

import java.util.HashMap;
import java.util.Map;

/**
 * What is measured.
 *
 * @param namespace such as {@code AWS/Lambda}
 * @param name such as {@code Duration}
 * @param dimensions of whom, by the dimension's name
 */
public record Metric(String namespace, String name, Map<String, String> dimensions) {
    public Metric {
        dimensions = Map.copyOf(dimensions);
    }

    /** Another metric of the same. */
    public Metric named(String other) {
        return new Metric(namespace, other, dimensions);
    }

    /** The same metric of a part that one more dimension names. */
    public Metric of(String dimension, String value) {
        Map<String, String> more = new HashMap<>(dimensions);
        more.put(dimension, value);
        return new Metric(namespace, name, more);
    }
}
