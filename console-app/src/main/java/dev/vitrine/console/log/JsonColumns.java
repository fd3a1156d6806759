package dev.vitrine.console.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lines that are JSON objects as cells of a table whose columns are the members that were met. Widths only grow. */
final class JsonColumns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TIMES = Set.of("timestamp", "time", "ts", "@timestamp");
    private static final List<String> FIRST = List.of("level", "severity", "message", "msg", "event");
    private static final int MOST_COLUMNS = 24;
    private static final int WIDEST = 60;
    private static final int GAP = 2;

    private final Map<String, Integer> widths = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();

    /** The line as cells side by side; empty when it is no JSON object. */
    Optional<String> row(String line) {
        return object(line).map(object -> {
            object.properties().forEach(member -> learn(member.getKey(), text(member.getValue())));
            StringBuilder row = new StringBuilder(line.length());
            int end = 0;
            for (String name : order) {
                pad(row, end);
                int width = widths.getOrDefault(name, 0);
                JsonNode value = object.get(name);
                String text = value == null ? "" : text(value);
                row.append(text.length() > width ? text.substring(0, width - 1) + "…" : text);
                end += width + GAP;
            }
            return row.toString().stripTrailing();
        });
    }

    /** The names of the columns above their cells. */
    String heading() {
        StringBuilder heading = new StringBuilder();
        int end = 0;
        for (String name : order) {
            pad(heading, end);
            heading.append(name);
            end += widths.getOrDefault(name, 0) + GAP;
        }
        return heading.toString();
    }

    static Optional<JsonNode> object(String line) {
        String text = line.strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void learn(String name, String value) {
        if (TIMES.contains(name.toLowerCase(Locale.ROOT))
                || (!widths.containsKey(name) && order.size() == MOST_COLUMNS)) {
            return;
        }
        if (!widths.containsKey(name)) {
            int rank = FIRST.indexOf(name.toLowerCase(Locale.ROOT));
            int at = 0;
            while (at < order.size() && rank(order.get(at)) <= (rank < 0 ? FIRST.size() : rank)) {
                at++;
            }
            order.add(at, name);
        }
        widths.merge(name, Math.min(WIDEST, Math.max(name.length(), value.length())), Math::max);
    }

    private static int rank(String name) {
        int rank = FIRST.indexOf(name.toLowerCase(Locale.ROOT));
        return rank < 0 ? FIRST.size() : rank;
    }

    private static String text(JsonNode value) {
        return LogText.shown(value.isValueNode() ? value.asText() : value.toString());
    }

    private static void pad(StringBuilder text, int to) {
        while (text.length() < to) {
            text.append(' ');
        }
    }
}
