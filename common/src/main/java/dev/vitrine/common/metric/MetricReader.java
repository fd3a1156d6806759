package dev.vitrine.common.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Reads metrics. Every method may throw {@link dev.vitrine.common.operation.OperationException}. Safe for many threads.
 */
public interface MetricReader {
    /**
     * The minutes of each query that have a figure, oldest first, in the order of the queries.
     *
     * @param from the minute that it is in is included
     */
    default List<List<MetricPoint>> read(List<MetricQuery> queries, Instant from, Instant to) {
        return read(queries, Duration.ofMinutes(1), from, to);
    }

    /**
     * The same by longer periods.
     *
     * @param period whole minutes, a day at most
     * @param from where a period begins
     */
    List<List<MetricPoint>> read(List<MetricQuery> queries, Duration period, Instant from, Instant to);

    /**
     * The metrics of that name that there are.
     *
     * @param dimensions that they must have, among others
     */
    List<Metric> find(String namespace, String name, Map<String, String> dimensions);
}
