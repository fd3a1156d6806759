package dev.vitrine.common.metric;

import java.time.Instant;

/**
 * The figure of one minute.
 *
 * @param at when the minute began
 */
public record MetricPoint(Instant at, double value) {}
