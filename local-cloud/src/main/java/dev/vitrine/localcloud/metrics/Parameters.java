package dev.vitrine.localcloud.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.localcloud.http.Json;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the requests of several actions have in common. */
final class Parameters {
    private static final int MAX_DIMENSIONS = 30;

    private Parameters() {}

    /** Reads {@code Namespace}, {@code MetricName} and {@code Dimensions}. */
    static Metric metric(JsonNode node) {
        return metric(Json.text(node, "Namespace").orElseThrow(() -> MetricErrors.missing("Namespace")), node);
    }

    /** Reads {@code MetricName} and {@code Dimensions}. */
    static Metric metric(String namespace, JsonNode node) {
        String name = Json.text(node, "MetricName").orElseThrow(() -> MetricErrors.missing("MetricName"));
        TreeMap<String, String> dimensions = new TreeMap<>();
        for (JsonNode dimension : node.path("Dimensions")) {
            dimensions.put(
                    Json.text(dimension, "Name").orElseThrow(() -> MetricErrors.missing("Dimensions.member.Name")),
                    Json.text(dimension, "Value").orElseThrow(() -> MetricErrors.missing("Dimensions.member.Value")));
        }
        if (dimensions.size() > MAX_DIMENSIONS) {
            throw MetricErrors.value(
                    "The collection Dimensions must not have a size greater than " + MAX_DIMENSIONS + ".");
        }
        return new Metric(namespace, name, dimensions);
    }

    static int period(JsonNode node) {
        if (Json.text(node, "Period").isEmpty()) {
            throw MetricErrors.missing("Period");
        }
        return number(node, "Period", 60, 1, Integer.MAX_VALUE);
    }

    static int number(JsonNode node, String member, int otherwise, int least, int most) {
        Optional<String> text = Json.text(node, member);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.get().matches("\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw MetricErrors.invalid("The parameter " + member + " must be a whole number from " + least + " to " + most
                + ", not '" + text.get() + "'.");
    }

    /** Where an answer goes on: {@code NextToken} is the number of the first element. */
    static int token(JsonNode input) {
        return number(input, "NextToken", 0, 0, Integer.MAX_VALUE);
    }

    static Optional<MetricUnit> unit(JsonNode node) {
        return Json.text(node, "Unit").map(text -> MetricUnit.parse(text)
                .orElseThrow(() -> MetricErrors.value("The value " + text + " for parameter Unit is not valid.")));
    }

    /** The values of a metric, none where there is no such metric or it has another unit. */
    static NavigableMap<Long, Samples> periods(MetricStore store, Metric metric, Optional<MetricUnit> unit, Span span) {
        return store.find(metric)
                .filter(series -> unit.isEmpty() || unit.get() == series.unit())
                .map(series -> series.periods(span))
                .orElseGet(TreeMap::new);
    }
}
