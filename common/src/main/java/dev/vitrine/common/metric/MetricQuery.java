package dev.vitrine.common.metric;

/**
 * One figure of a metric for each period.
 *
 * @param statistic such as {@code Sum}, {@code Average} or {@code p99}
 */
public record MetricQuery(Metric metric, String statistic) {}
