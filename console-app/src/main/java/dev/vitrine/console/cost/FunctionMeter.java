package dev.vitrine.console.cost;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.common.metric.MetricQuery;
import dev.vitrine.console.session.Workspace;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads how often functions were called each day and how long that took. For one thread at a time. */
final class FunctionMeter {
    private static final int DAYS_KEPT = 62;

    private final Workspace workspace;
    private List<FunctionDay> known = List.of();

    FunctionMeter(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What an earlier console has read. */
    void know(List<FunctionDay> before) {
        known = before;
    }

    /** Reads this month and the last 30 days, all functions at once. */
    List<FunctionDay> read() {
        LocalDate today = LocalDate.ofInstant(workspace.clock().instant(), ZoneOffset.UTC);
        Map<String, Integer> memory =
                new TreeMap<>(workspace.cloud().functions().memoryMb());
        known = FunctionDay.merged(known, days(memory, today), today.minusDays(DAYS_KEPT), today);
        return known;
    }

    private List<FunctionDay> days(Map<String, Integer> memory, LocalDate today) {
        List<MetricQuery> queries = new ArrayList<>();
        for (String function : memory.keySet()) {
            Metric calls = new Metric("AWS/Lambda", "Invocations", Map.of("FunctionName", function));
            queries.add(new MetricQuery(calls, "Sum"));
            queries.add(new MetricQuery(calls.named("Duration"), "Sum"));
        }
        List<List<MetricPoint>> sums = workspace
                .cloud()
                .metrics()
                .read(
                        queries,
                        Duration.ofDays(1),
                        CostFigures.firstDay(today).atStartOfDay(ZoneOffset.UTC).toInstant(),
                        workspace.clock().instant());
        List<FunctionDay> days = new ArrayList<>();
        int at = 0;
        for (Map.Entry<String, Integer> function : memory.entrySet()) {
            Map<LocalDate, Double> millis = byDay(sums.get(at + 1));
            byDay(sums.get(at))
                    .forEach((day, calls) -> days.add(new FunctionDay(
                            function.getKey(), day, calls, millis.getOrDefault(day, 0.0), function.getValue())));
            at += 2;
        }
        return days;
    }

    private static Map<LocalDate, Double> byDay(List<MetricPoint> points) {
        Map<LocalDate, Double> days = new TreeMap<>();
        points.forEach(
                point -> days.merge(LocalDate.ofInstant(point.at(), ZoneOffset.UTC), point.value(), Double::sum));
        return days;
    }
}
