package dev.vitrine.localcloud.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The action PutMetricData: nothing of a request is kept unless all of it is right. */
final class NewData {
    private static final int MAX_DATA = 1_000;
    private static final int MAX_VALUES = 150;
    private static final Duration PAST = Duration.ofDays(14);
    private static final Duration FUTURE = Duration.ofHours(2);

    private final MetricStore store;
    private final Clock clock;

    NewData(MetricStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Datum(Metric metric, MetricUnit unit, long time, Consumer<Samples> change) {}

    ObjectNode put(ObjectNode input) {
        String namespace = Json.text(input, "Namespace").orElseThrow(() -> MetricErrors.missing("Namespace"));
        if (namespace.startsWith("AWS/")) {
            throw MetricErrors.value("The value AWS/ for parameter Namespace is invalid.");
        }
        JsonNode list = input.path("MetricData");
        if (list.isEmpty()) {
            throw MetricErrors.missing("MetricData");
        }
        if (list.size() > MAX_DATA) {
            throw MetricErrors.value("The collection MetricData must not have a size greater than " + MAX_DATA + ".");
        }
        List<Datum> data = new ArrayList<>();
        list.forEach(datum -> data.add(datum(namespace, datum)));
        data.forEach(it -> store.change(it.metric(), it.unit(), it.time(), it.change()));
        return Json.object();
    }

    private Datum datum(String namespace, JsonNode datum) {
        return new Datum(
                Parameters.metric(namespace, datum),
                Parameters.unit(datum).orElse(MetricUnit.NONE),
                time(datum),
                change(datum));
    }

    private long time(JsonNode datum) {
        long now = clock.millis();
        if (Json.text(datum, "Timestamp").isEmpty()) {
            return now;
        }
        long time = Span.time(datum, "Timestamp");
        if (time < now - PAST.toMillis() || time > now + FUTURE.toMillis()) {
            throw MetricErrors.value(
                    "The parameter MetricData.member.Timestamp must specify a time within the past two weeks or the"
                            + " next two hours.");
        }
        return time;
    }

    private static Consumer<Samples> change(JsonNode datum) {
        boolean value = datum.has("Value");
        boolean set = datum.has("StatisticValues");
        boolean values = datum.has("Values");
        if ((value ? 1 : 0) + (set ? 1 : 0) + (values ? 1 : 0) != 1) {
            throw MetricErrors.combination(
                    "Exactly one of the parameters Value, Values and StatisticValues must be specified.");
        }
        if (value) {
            double single = number(datum, "Value");
            return samples -> samples.add(single, 1);
        }
        return set ? summary(datum.path("StatisticValues")) : weighted(datum);
    }

    private static Consumer<Samples> summary(JsonNode set) {
        double count = number(set, "SampleCount");
        double sum = number(set, "Sum");
        double least = number(set, "Minimum");
        double greatest = number(set, "Maximum");
        if (count <= 0 || least > greatest) {
            throw MetricErrors.value("StatisticValues must count something and have a Minimum up to the Maximum.");
        }
        return least == greatest
                ? samples -> samples.add(least, count)
                : samples -> samples.addWithoutSpread(count, sum, least, greatest);
    }

    private static Consumer<Samples> weighted(JsonNode datum) {
        List<Double> values = numbers(datum.path("Values"));
        List<Double> counts = datum.has("Counts")
                ? numbers(datum.path("Counts"))
                : values.stream().map(_ -> 1.0).toList();
        if (values.size() != counts.size()
                || values.size() > MAX_VALUES
                || counts.stream().anyMatch(it -> it <= 0)) {
            throw MetricErrors.value(
                    "Values and Counts must be of one size, up to " + MAX_VALUES + ", and every count greater than 0.");
        }
        return samples -> {
            for (int i = 0; i < values.size(); i++) {
                samples.add(values.get(i), counts.get(i));
            }
        };
    }

    private static List<Double> numbers(JsonNode list) {
        List<Double> numbers = new ArrayList<>();
        list.forEach(node -> numbers.add(number(node.asText())));
        return numbers;
    }

    private static double number(JsonNode node, String member) {
        return number(Json.text(node, member).orElseThrow(() -> MetricErrors.missing("MetricData.member." + member)));
    }

    private static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw MetricErrors.value("'" + text + "' is not a number.");
        }
        throw MetricErrors.value("The value " + text + " is not finite.");
    }
}
