package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.metrics.Metric;
import dev.vitrine.localcloud.metrics.MetricSink;
import dev.vitrine.localcloud.metrics.MetricUnit;
import java.util.List;
import java.util.Map;

/**
 * What is measured at requests to functions: of all together, of each function, and of each name that requests use for it
 * ({@code Resource}, with version or alias).
 */
final class FunctionMetrics {
    private static final String NAMESPACE = "AWS/Lambda";
    private static final String FUNCTION = "FunctionName";

    private final MetricSink sink;

    FunctionMetrics(MetricSink sink) {
        this.sink = sink;
    }

    /** A request has ended. One that no process could be started for has no duration. */
    void ended(FunctionName asked, Invocation invocation, Outcome outcome) {
        count(asked, "Invocations", 1);
        count(asked, "Errors", outcome instanceof Outcome.Failure ? 1 : 0);
        count(asked, "Throttles", 0);
        invocation.nanos().ifPresent(nanos -> record(asked, "Duration", MetricUnit.MILLISECONDS, nanos / 1e6));
    }

    void throttled(FunctionName asked) {
        count(asked, "Throttles", 1);
    }

    /** @param requests how many of the function are under way, with the one that has just begun */
    void underWay(String function, int requests) {
        Metric metric = new Metric(NAMESPACE, "ConcurrentExecutions", Map.of(FUNCTION, function));
        sink.record(metric, MetricUnit.COUNT, requests);
    }

    private void count(FunctionName asked, String name, int value) {
        record(asked, name, MetricUnit.COUNT, value);
    }

    private void record(FunctionName asked, String name, MetricUnit unit, double value) {
        List<Map<String, String>> dimensions = List.of(
                Map.of(), Map.of(FUNCTION, asked.name()), Map.of(FUNCTION, asked.name(), "Resource", asked.text()));
        dimensions.forEach(it -> sink.record(new Metric(NAMESPACE, name, it), unit, value));
    }
}
