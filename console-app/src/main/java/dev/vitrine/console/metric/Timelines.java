package dev.vitrine.console.metric;

import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.console.kit.Inspection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Panels with their figures as charts. Charts without any are left out; where something was counted, the rest is zero. */
final class Timelines {
    /** The figures of the newest minutes may be still to come. */
    private static final Duration LATE = Duration.ofMinutes(3);

    private Timelines() {}

    /** @param figures of each line of each panel, in their order */
    static List<Inspection.Part> of(
            List<MetricPanel> panels, List<List<MetricPoint>> figures, Instant from, Instant to) {
        Instant zerosUntil = to.minus(LATE);
        boolean counted = false;
        Iterator<List<MetricPoint>> each = figures.iterator();
        for (MetricPanel panel : panels) {
            for (MetricPanel.Line _ : panel.lines()) {
                List<MetricPoint> points = each.next();
                if (panel.counts() && !points.isEmpty()) {
                    counted = true;
                    Instant newest = points.getLast().at();
                    zerosUntil = newest.isAfter(zerosUntil) ? newest : zerosUntil;
                }
            }
        }
        List<Inspection.Part> charts = new ArrayList<>();
        Iterator<List<MetricPoint>> next = figures.iterator();
        for (MetricPanel panel : panels) {
            List<Inspection.Line> lines = new ArrayList<>();
            for (MetricPanel.Line line : panel.lines()) {
                List<MetricPoint> points = scaled(next.next(), line.factor());
                boolean fill = panel.counts() && counted;
                lines.add(new Inspection.Line(line.name(), fill ? withZeros(points, from, zerosUntil) : points));
            }
            if (lines.stream().anyMatch(line -> !line.points().isEmpty())) {
                charts.add(new Inspection.Timeline(panel.title(), panel.unit(), from, to, lines));
            }
        }
        return charts;
    }

    private static List<MetricPoint> scaled(List<MetricPoint> points, double factor) {
        return points.stream()
                .map(point -> new MetricPoint(point.at(), point.value() * factor))
                .toList();
    }

    private static List<MetricPoint> withZeros(List<MetricPoint> points, Instant from, Instant until) {
        Map<Instant, MetricPoint> minutes = new TreeMap<>();
        for (Instant at = from.truncatedTo(ChronoUnit.MINUTES);
                !at.isAfter(until);
                at = at.plus(1, ChronoUnit.MINUTES)) {
            minutes.put(at, new MetricPoint(at, 0));
        }
        points.forEach(point -> minutes.put(point.at(), point));
        return List.copyOf(minutes.values());
    }
}
