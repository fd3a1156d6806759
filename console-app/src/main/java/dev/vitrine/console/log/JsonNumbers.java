package dev.vitrine.console.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.console.log.tail.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Numbers of lines that are JSON objects, such as loss and accuracy, over the time of the lines. */
public final class JsonNumbers {
    /** So many points are kept of a series; of more each stands for several. */
    static final int MOST_POINTS = 300;

    private static final int MOST_SERIES = 12;
    private static final Set<String> TIMES =
            Set.of("timestamp", "time", "ts", "@timestamp", "date", "pid", "thread", "line", "level");

    private JsonNumbers() {}

    /**
     * One number over time.
     *
     * @param name of the member, with dots between those that are nested
     * @param last what the newest line tells
     */
    public record Series(String name, List<Point> points, double last) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A value at a time.
     *
     * @param at milliseconds since 1970
     */
    public record Point(long at, double value) {}

    /** The series of some lines; those with a single value are left out, since they have no course. */
    public static List<Series> of(List<Line> lines) {
        Map<String, List<Point>> found = new LinkedHashMap<>();
        for (Line line : lines) {
            JsonColumns.object(line.text()).ifPresent(object -> collect("", object, line.timestamp(), found));
        }
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .limit(MOST_SERIES)
                .map(entry -> new Series(
                        entry.getKey(),
                        thinned(entry.getValue()),
                        entry.getValue().getLast().value()))
                .toList();
    }

    private static void collect(String prefix, JsonNode object, long at, Map<String, List<Point>> found) {
        object.properties().forEach(member -> {
            String name = prefix + member.getKey();
            JsonNode value = member.getValue();
            if (value.isNumber()
                    && Double.isFinite(value.asDouble())
                    && !TIMES.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                found.computeIfAbsent(name, any -> new ArrayList<>()).add(new Point(at, value.asDouble()));
            } else if (value.isObject() && prefix.isEmpty()) {
                collect(name + ".", value, at, found);
            }
        });
    }

    /** Neighbours become their mean. */
    private static List<Point> thinned(List<Point> points) {
        if (points.size() <= MOST_POINTS) {
            return points;
        }
        List<Point> fewer = new ArrayList<>(MOST_POINTS);
        for (int i = 0; i < MOST_POINTS; i++) {
            int from = (int) ((long) i * points.size() / MOST_POINTS);
            int to = (int) ((long) (i + 1) * points.size() / MOST_POINTS);
            List<Point> some = points.subList(from, to);
            fewer.add(new Point(
                    some.getLast().at(),
                    some.stream().mapToDouble(Point::value).average().orElseThrow()));
        }
        return fewer;
    }
}
