package dev.vitrine.common.metric;

/**
 * One figure of a metric for each minute.
 *
 * @param statistic such as {@code Sum}, {@code Average} or {@code p99}
 */
public record MetricQuery(Metric metric, String statistic) {}
