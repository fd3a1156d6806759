package dev.vitrine.console.cost;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.resource.DayUsage;
import dev.vitrine.console.resource.RunProgress;
import dev.vitrine.console.resource.RunShare;
import dev.vitrine.console.resource.TaskPrices;
import dev.vitrine.console.resource.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is known of costs at this moment, from the tasks that were seen and the price table. For the screen's thread. */
final class CostFigures {
    private static final String LINE = "monthlyLine";

    /** So old may be what is known of runs when tasks are called idle. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Desk desk;
    private final TaskPrices prices;
    private final UsageStore usage;
    private List<CostRow> rows = List.of();
    private double line;

    CostFigures(Desk desk, UsageStore usage) {
        this.desk = desk;
        this.usage = usage;
        this.prices = new TaskPrices(desk.workspace().session().region());
        this.line = desk.workspace().state().value(LINE, Double.class).orElse(0.0);
    }

    TaskPrices prices() {
        return prices;
    }

    /** Dollars a month to stay under; 0 for none. */
    double line() {
        return line;
    }

    void stayUnder(double dollars) {
        line = dollars;
        desk.workspace().state().put(LINE, dollars);
    }

    /** Learns from the tasks that run now. */
    void see(List<ClusterTask> tasks) {
        usage.see(tasks, desk.workspace().clock().instant());
    }

    /** Counts again, a row for every family. */
    List<CostRow> count() {
        LocalDate today = LocalDate.ofInstant(desk.workspace().clock().instant(), ZoneOffset.UTC);
        Map<String, Map<LocalDate, Double>> dollars = dollars(today.withDayOfMonth(1));
        Map<String, List<ClusterTask>> running = byFamily(
                tasks().stream().filter(task -> task.status().equals("RUNNING")).toList());
        Map<String, List<ClusterTask>> idle = byFamily(idle());
        TreeSet<String> families = new TreeSet<>(dollars.keySet());
        families.addAll(running.keySet());
        rows = families.stream()
                .map(family -> row(
                        family,
                        dollars.getOrDefault(family, Map.of()),
                        today,
                        running.getOrDefault(family, List.of()),
                        idle.getOrDefault(family, List.of()).size()))
                .toList();
        return rows;
    }

    private static Map<String, List<ClusterTask>> byFamily(List<ClusterTask> tasks) {
        return tasks.stream().collect(Collectors.groupingBy(ClusterTask::family));
    }

    /** What is known of everything that is no task. */
    Inspection.Grid others() {
        return OtherCosts.of(
                desk.resources().functions().reading().get().value().orElse(List.of()),
                desk.resources().images().reading().get().value().orElse(List.of()),
                prices.list());
    }

    private Map<String, Map<LocalDate, Double>> dollars(LocalDate first) {
        return usage.since(first).stream()
                .collect(Collectors.groupingBy(
                        DayUsage::family, Collectors.groupingBy(DayUsage::day, Collectors.summingDouble(prices::of))));
    }

    /** The rows as they were counted last. */
    List<CostRow> rows() {
        return rows;
    }

    /** Dollars of each of the last days, the oldest first: of a family, or of all when it is blank. */
    List<Double> days(String family, int count) {
        LocalDate today = LocalDate.ofInstant(desk.workspace().clock().instant(), ZoneOffset.UTC);
        Map<String, Map<LocalDate, Double>> dollars = dollars(today.minusDays(count - 1L));
        List<Double> days = new ArrayList<>();
        for (int back = count - 1; back >= 0; back--) {
            LocalDate day = today.minusDays(back);
            days.add(dollars.entrySet().stream()
                    .filter(entry -> family.isEmpty() || entry.getKey().equals(family))
                    .mapToDouble(entry -> entry.getValue().getOrDefault(day, 0.0))
                    .sum());
        }
        return days;
    }

    List<ClusterTask> tasks() {
        return desk.resources().tasks().reading().get().value().orElse(List.of());
    }

    List<RunProgress> runs() {
        return desk.resources().runs().reading().get().value().orElse(List.of());
    }

    /** None while it is not known what the runs are at. */
    List<ClusterTask> idle() {
        Instant now = desk.workspace().clock().instant();
        Reading<List<RunProgress>> runs = desk.resources().runs().reading().get();
        boolean known = runs.problem().isEmpty()
                && runs.at().filter(at -> at.isAfter(now.minus(FRESH))).isPresent();
        return known ? IdleTasks.of(tasks(), runs(), now) : List.of();
    }

    private Instant monthBegan() {
        return LocalDate.ofInstant(desk.workspace().clock().instant(), ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private CostRow row(
            String family, Map<LocalDate, Double> byDay, LocalDate today, List<ClusterTask> running, int idle) {
        return new CostRow(
                family,
                running.size(),
                idle,
                hourly(running),
                byDay.getOrDefault(today, 0.0),
                sum(byDay),
                done(family));
    }

    /** What each run of a family paid that ended this month and whose workers were seen. */
    private List<Double> done(String family) {
        Instant now = desk.workspace().clock().instant();
        return jobs().stream()
                .filter(job -> family.equals("vitrine-" + job.prototype())
                        && job.finishedAt()
                                .filter(at -> !at.isBefore(monthBegan()))
                                .isPresent())
                .map(job -> dollars(job, now))
                .filter(dollars -> dollars > 0)
                .toList();
    }

    double hourly(List<ClusterTask> some) {
        return some.stream().mapToDouble(prices::hourly).sum();
    }

    private static double sum(Map<LocalDate, Double> byDay) {
        return byDay.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double month() {
        return rows.stream().mapToDouble(row -> row.month()).sum();
    }

    double hourlyNow() {
        return rows.stream().mapToDouble(row -> row.hourly()).sum();
    }

    /** What the month will have cost if everything goes on as now. */
    double projected() {
        Instant now = desk.workspace().clock().instant();
        Instant end = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusMonths(1)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return month() + hourlyNow() * Duration.between(now, end).toMinutes() / 60.0;
    }

    /** What a run has paid of the workers that were seen. */
    double dollars(Job job, Instant now) {
        RunShare share = new RunShare(job, jobs(), now);
        return usage.all().stream()
                .filter(each -> each.family().equals("vitrine-" + job.prototype()))
                .mapToDouble(each -> prices.hourly(each) * share.hours(each.from(), each.until()))
                .sum();
    }

    private List<Job> jobs() {
        return runs().stream().map(RunProgress::job).toList();
    }
}
