package dev.vitrine.common.metric;

import java.time.Instant;

/**
 * The figure of one minute or another period.
 *
 * @param at when that began
 */
public record MetricPoint(Instant at, double value) {}
