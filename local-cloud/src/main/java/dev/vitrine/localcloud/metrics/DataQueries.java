package dev.vitrine.localcloud.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** The action GetMetricData. A page ends after the query with which it is full. */
final class DataQueries {
    private static final int MAX_QUERIES = 500;
    private static final int MAX_DATA_POINTS = 100_800;

    private final MetricStore store;

    DataQueries(MetricStore store) {
        this.store = store;
    }

    /** @param returned whether the answer is to have it */
    private record Query(
            String id,
            String label,
            Metric metric,
            Span span,
            Statistic statistic,
            Optional<MetricUnit> unit,
            boolean returned) {}

    ObjectNode answer(ObjectNode input) {
        List<Query> queries = parse(input);
        int mostPoints = Parameters.number(input, "MaxDatapoints", MAX_DATA_POINTS, 1, MAX_DATA_POINTS);
        boolean ascending = input.path("ScanBy").asText().equals("TimestampAscending");
        int next = Parameters.token(input);

        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("MetricDataResults");
        int points = 0;
        while (next < queries.size() && (results.isEmpty() || points < mostPoints)) {
            Query query = queries.get(next++);
            if (query.returned()) {
                points += addResult(results, query, ascending);
            }
        }
        if (next < queries.size()) {
            answer.put("NextToken", Integer.toString(next));
        }
        answer.putArray("Messages");
        return answer;
    }

    private int addResult(ArrayNode results, Query query, boolean ascending) {
        NavigableMap<Long, Samples> periods = Parameters.periods(store, query.metric(), query.unit(), query.span());
        ObjectNode result = results.addObject()
                .put("Id", query.id())
                .put("Label", query.label())
                .put("StatusCode", "Complete");
        ArrayNode timestamps = result.putArray("Timestamps");
        ArrayNode values = result.putArray("Values");
        (ascending ? periods : periods.descendingMap()).forEach((minute, samples) -> query.statistic()
                .of()
                .apply(samples)
                .ifPresent(value -> {
                    timestamps.add(Instant.ofEpochSecond(minute * 60).toString());
                    values.add(value);
                }));
        return values.size();
    }

    private static List<Query> parse(ObjectNode input) {
        JsonNode list = input.path("MetricDataQueries");
        if (list.isEmpty()) {
            throw MetricErrors.missing("MetricDataQueries");
        }
        if (list.size() > MAX_QUERIES) {
            throw MetricErrors.invalid(
                    "The collection MetricDataQueries must not have a size greater than " + MAX_QUERIES + ".");
        }
        Span whole = Span.parse(input, 60);
        List<Query> queries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode query : list) {
            Query parsed = query(query, whole);
            if (!ids.add(parsed.id())) {
                throw MetricErrors.invalid("The values for parameter id in MetricDataQueries are not unique.");
            }
            queries.add(parsed);
        }
        return queries;
    }

    private static Query query(JsonNode query, Span whole) {
        String id = Json.text(query, "Id").orElseThrow(() -> MetricErrors.missing("MetricDataQueries.member.Id"));
        if (!id.matches("[a-z][a-zA-Z0-9_]{0,254}")) {
            throw MetricErrors.invalid("The value " + id + " for parameter MetricDataQueries.member.Id is not matching"
                    + " the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
        }
        if (query.has("Expression")) {
            throw MetricErrors.invalid("Error in expression '" + id + "': the local cloud has no metric math.");
        }
        JsonNode stat = query.path("MetricStat");
        Metric metric = Parameters.metric(stat.path("Metric"));
        return new Query(
                id,
                Json.text(query, "Label").orElse(metric.name()),
                metric,
                whole.by(Parameters.period(stat)),
                Statistic.parse(Json.text(stat, "Stat").orElseThrow(() -> MetricErrors.missing("MetricStat.Stat"))),
                Parameters.unit(stat),
                !query.path("ReturnData").asText().equals("false"));
    }
}
