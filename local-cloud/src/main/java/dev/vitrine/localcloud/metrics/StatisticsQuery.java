package dev.vitrine.localcloud.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;

/** The action GetMetricStatistics. */
final class StatisticsQuery {
    private static final int MAX_DATA_POINTS = 1_440;

    private final MetricStore store;

    StatisticsQuery(MetricStore store) {
        this.store = store;
    }

    ObjectNode answer(ObjectNode input) {
        Metric metric = Parameters.metric(input);
        Span span = Span.parse(input, Parameters.period(input));
        List<Statistic> simple = statistics(input, "Statistics");
        List<Statistic> extended = statistics(input, "ExtendedStatistics");
        if (simple.isEmpty() && extended.isEmpty()) {
            throw MetricErrors.combination(
                    "At least one of the parameters Statistics and ExtendedStatistics must be" + " specified.");
        }
        long most = (span.toMinute() - span.fromMinute()) / span.period();
        if (most > MAX_DATA_POINTS) {
            throw MetricErrors.combination("You have requested up to " + most
                    + " datapoints, which exceeds the limit of " + MAX_DATA_POINTS + ". You may reduce the datapoints"
                    + " requested by increasing Period, or decreasing the time range.");
        }
        NavigableMap<Long, Samples> periods = Parameters.periods(store, metric, Parameters.unit(input), span);
        String unit = store.find(metric).map(it -> it.unit().text()).orElse("None");

        ObjectNode answer = Json.object().put("Label", metric.name());
        ArrayNode points = answer.putArray("Datapoints");
        periods.forEach((minute, samples) -> {
            ObjectNode point = points.addObject()
                    .put("Timestamp", Instant.ofEpochSecond(minute * 60).toString())
                    .put("Unit", unit);
            simple.forEach(it -> it.of().apply(samples).ifPresent(value -> point.put(it.name(), value)));
            ArrayNode entries = Json.object().arrayNode();
            extended.forEach(it -> it.of().apply(samples).ifPresent(value -> entries.addObject()
                    .put("key", it.name())
                    .put("value", value)));
            if (!entries.isEmpty()) {
                point.putObject("ExtendedStatistics").set("entry", entries);
            }
        });
        return answer;
    }

    private static List<Statistic> statistics(ObjectNode input, String member) {
        return Json.strings(input.path(member)).stream().map(Statistic::parse).toList();
    }
}
