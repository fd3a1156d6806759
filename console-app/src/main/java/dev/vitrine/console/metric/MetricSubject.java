package dev.vitrine.console.metric;

import dev.vitrine.common.metric.MetricReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Of whom metrics are shown.
 *
 * @param key by which it is known again
 * @param ended when it did what it did; empty while it goes on
 * @param panels which charts there are; may ask the reader
 * @param remedy what to do when there are no metrics
 */
public record MetricSubject(
        String key, Optional<Instant> ended, Function<MetricReader, List<MetricPanel>> panels, String remedy) {}
