package dev.vitrine.localcloud.metrics;

/** Where services write what they measure. */
@FunctionalInterface
public interface MetricSink {
    /** Takes down one value of this moment. Safe for many threads, never fails and never waits for a disk. */
    void record(Metric metric, MetricUnit unit, double value);
}
