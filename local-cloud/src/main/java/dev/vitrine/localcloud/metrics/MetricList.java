package dev.vitrine.localcloud.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The action ListMetrics. */
final class MetricList {
    private static final int PAGE = 500;
    private static final Comparator<Metric> ORDER = Comparator.comparing(Metric::namespace)
            .thenComparing(Metric::name)
            .thenComparing(metric -> metric.dimensions().toString());

    private final MetricStore store;

    MetricList(MetricStore store) {
        this.store = store;
    }

    ObjectNode answer(ObjectNode input) {
        Optional<String> namespace = Json.text(input, "Namespace");
        Optional<String> name = Json.text(input, "MetricName");
        int from = Parameters.token(input);
        List<Metric> found = store
                .list(metric -> namespace.map(metric.namespace()::equals).orElse(true)
                        && name.map(metric.name()::equals).orElse(true)
                        && hasDimensions(metric, input.path("Dimensions")))
                .stream()
                .sorted(ORDER)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode metrics = answer.putArray("Metrics");
        found.stream().skip(from).limit(PAGE).forEach(metric -> {
            ObjectNode node =
                    metrics.addObject().put("Namespace", metric.namespace()).put("MetricName", metric.name());
            node.set("Dimensions", Json.pairs(metric.dimensions(), "Name", "Value"));
        });
        if (found.size() > from + PAGE) {
            answer.put("NextToken", Integer.toString(from + PAGE));
        }
        return answer;
    }

    /** @param filters names of dimensions that must be there, with or without a value */
    private static boolean hasDimensions(Metric metric, JsonNode filters) {
        for (JsonNode filter : filters) {
            String value = metric.dimensions().get(filter.path("Name").asText());
            if (value == null || !Json.text(filter, "Value").map(value::equals).orElse(true)) {
                return false;
            }
        }
        return true;
    }
}
