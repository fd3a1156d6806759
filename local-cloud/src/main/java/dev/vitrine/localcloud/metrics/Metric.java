package dev.vitrine.localcloud.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is measured.
 *
 * @param namespace such as {@code AWS/Lambda}
 * @param name such as {@code Duration}
 * @param dimensions of whom, by the dimension's name; another set of dimensions is another metric
 */
public record Metric(String namespace, String name, SortedMap<String, String> dimensions) {
    public Metric {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    public Metric(String namespace, String name, Map<String, String> dimensions) {
        this(namespace, name, new TreeMap<>(dimensions));
    }
}
