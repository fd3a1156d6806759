package dev.vitrine.console.cost;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.common.metric.MetricQuery;
import dev.vitrine.common.operation.LoadBalancerState;
import dev.vitrine.console.session.Workspace;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads how often functions and load balancers were asked each day, and how long functions took. For one thread at a time.
 */
final class CallMeter {
    private static final int DAYS_KEPT = 62;

    private final Workspace workspace;
    private final Supplier<List<Requests>> balanced;
    private List<CallDay> known = List.of();

    /**
     * Requests that are counted.
     *
     * @param name of the row that they belong to
     */
    record Requests(String name, Metric metric) {
        /**
         * Those of each load balancer, and of each family all of whose requests come through such ones.
         *
         * @param families whose tasks are in each target group
         */
        static List<Requests> of(List<LoadBalancerState> balancers, Map<String, String> families) {
            List<Requests> all = new ArrayList<>();
            Map<String, Metric> groups = new TreeMap<>();
            for (LoadBalancerState balancer : balancers) {
                if (balancer.countsRequests()) {
                    Metric through = new Metric(
                            "AWS/ApplicationELB", "RequestCount", Map.of("LoadBalancer", balancer.dimension()));
                    all.add(new Requests(HourlyUse.name(balancer), through));
                    balancer.targetGroups()
                            .forEach(group -> groups.put(
                                    group, through.of("TargetGroup", group.substring(group.lastIndexOf(':') + 1))));
                }
            }
            Set<String> others = new HashSet<>();
            families.forEach((group, family) -> {
                if (!groups.containsKey(group)) {
                    others.add(family);
                }
            });
            groups.forEach((group, metric) -> Optional.ofNullable(families.get(group))
                    .filter(family -> !others.contains(family))
                    .ifPresent(family -> all.add(new Requests(family, metric))));
            return all;
        }
    }

    /** @param balanced tells which requests are there to be counted */
    CallMeter(Workspace workspace, Supplier<List<Requests>> balanced) {
        this.workspace = workspace;
        this.balanced = balanced;
    }

    /** What an earlier console has read. */
    void know(List<CallDay> before) {
        known = before;
    }

    /** Reads this month and the last 30 days, all at once. */
    List<CallDay> read() {
        LocalDate today = LocalDate.ofInstant(workspace.clock().instant(), ZoneOffset.UTC);
        Map<String, Integer> memory =
                new TreeMap<>(workspace.cloud().functions().memoryMb());
        known = CallDay.merged(known, days(memory, balanced.get(), today), today.minusDays(DAYS_KEPT), today);
        return known;
    }

    private List<CallDay> days(Map<String, Integer> memory, List<Requests> requests, LocalDate today) {
        List<MetricQuery> queries = new ArrayList<>();
        for (String function : memory.keySet()) {
            Metric calls = new Metric("AWS/Lambda", "Invocations", Map.of("FunctionName", function));
            queries.add(new MetricQuery(calls, "Sum"));
            queries.add(new MetricQuery(calls.named("Duration"), "Sum"));
        }
        requests.forEach(each -> queries.add(new MetricQuery(each.metric(), "Sum")));
        Iterator<List<MetricPoint>> sums = workspace
                .cloud()
                .metrics()
                .read(
                        queries,
                        Duration.ofDays(1),
                        CostFigures.firstDay(today).atStartOfDay(ZoneOffset.UTC).toInstant(),
                        workspace.clock().instant())
                .iterator();
        List<CallDay> days = new ArrayList<>();
        memory.forEach((function, megabytes) -> {
            Map<LocalDate, Double> calls = byDay(sums.next(), today);
            Map<LocalDate, Double> millis = byDay(sums.next(), today);
            calls.forEach((day, sum) -> days.add(
                    new CallDay(CallDay.Kind.CALLS, function, day, sum, millis.getOrDefault(day, 0.0), megabytes)));
        });
        Map<String, Map<LocalDate, Double>> asked = new TreeMap<>();
        requests.forEach(each -> byDay(sums.next(), today)
                .forEach((day, sum) ->
                        asked.computeIfAbsent(each.name(), _ -> new TreeMap<>()).merge(day, sum, Double::sum)));
        asked.forEach((name, sum) -> sum.forEach((day, count) -> days.add(CallDay.requests(name, day, count))));
        return days;
    }

    /** A day without a figure is one on which nothing was asked; today is told of in any case. */
    private static Map<LocalDate, Double> byDay(List<MetricPoint> points, LocalDate today) {
        Map<LocalDate, Double> days = new TreeMap<>(Map.of(today, 0.0));
        points.forEach(
                point -> days.merge(LocalDate.ofInstant(point.at(), ZoneOffset.UTC), point.value(), Double::sum));
        return days;
    }
}
