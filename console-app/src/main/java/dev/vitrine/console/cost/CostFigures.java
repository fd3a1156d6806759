package dev.vitrine.console.cost;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.cost.DayCosts.Entry;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.resource.DayHours;
import dev.vitrine.console.resource.RunCosts;
import dev.vitrine.console.resource.RunProgress;
import dev.vitrine.console.resource.TaskPrices;
import dev.vitrine.console.resource.TaskUsage;
import dev.vitrine.console.resource.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of costs at this moment: of the tasks that were seen, the calls of functions that were measured, and what
 * is paid by the hour, by the price table. For the screen's thread.
 */
final class CostFigures {
    static final int DAYS = 30;
    private static final String LINE = "monthlyLine";

    /** So old may be what is known of runs when tasks are called idle. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Desk desk;
    private final TaskPrices prices;
    private final UsageStore usage;
    private final CostReadings readings;
    private final RunCosts runCosts;
    private Map<String, List<ClusterTask>> seen = Map.of();
    /** Since it was counted last. */
    private final Map<String, Double> paidByRun = new HashMap<>();

    private List<CostRow> rows = List.of();
    private DayCosts costs = DayCosts.NONE;
    private double line;

    CostFigures(Desk desk, UsageStore usage, CostReadings readings) {
        this.desk = desk;
        this.usage = usage;
        this.readings = readings;
        this.prices = new TaskPrices(desk.workspace().session().region());
        this.runCosts = new RunCosts(prices, usage);
        this.line = desk.workspace().state().value(LINE, Double.class).orElse(0.0);
    }

    /** The oldest day that is told of: this month and the last 30 days are. */
    static LocalDate firstDay(LocalDate today) {
        LocalDate back = today.minusDays(DAYS - 1L);
        LocalDate month = today.withDayOfMonth(1);
        return back.isBefore(month) ? back : month;
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
        usage.see(tasks, now());
    }

    Instant now() {
        return desk.workspace().clock().instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    private LocalDate month() {
        return today().withDayOfMonth(1);
    }

    /** Counts again, a row for every name. */
    List<CostRow> count() {
        costs = costs();
        paidByRun.clear();
        seen = byFamily(usage.all().stream().map(TaskUsage::remembered).toList());
        Map<String, List<ClusterTask>> running = byFamily(running());
        Map<String, List<ClusterTask>> idle =
                byFamily(Stream.concat(idle().stream(), unasked().stream()).toList());
        Map<String, Double> calls = readings.calls().stream()
                .filter(day -> day.calls() > 0 && !day.day().isBefore(month()))
                .collect(Collectors.groupingBy(CallDay::name, Collectors.summingDouble(CallDay::calls)));
        Map<String, DayCosts> paid = paidThisMonth().byName();
        TreeSet<String> names = new TreeSet<>(paid.keySet());
        names.addAll(running.keySet());
        names.addAll(calls.keySet());
        rows = names.stream()
                .map(name -> row(
                        name,
                        paid.getOrDefault(name, DayCosts.NONE),
                        running.getOrDefault(name, List.of()),
                        idle.getOrDefault(name, List.of()).size(),
                        Math.round(calls.getOrDefault(name, 0.0))))
                .toList();
        return rows;
    }

    private DayCosts costs() {
        LocalDate first = firstDay(today());
        Instant began = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Entry> entries = new ArrayList<>();
        usage.since(first)
                .forEach(day -> entries.add(new Entry(day.family(), CostKind.TASKS, day.day(), prices.of(day))));
        readings.calls().stream()
                .filter(day -> day.kind() == CallDay.Kind.CALLS && day.calls() > 0)
                .forEach(day -> entries.add(new Entry(day.name(), CostKind.CALLS, day.day(), day.usd(prices.list()))));
        readings.hourly().forEach(use -> {
            double hourly = use.hourly(prices.list());
            DayHours.of(
                    use.from().isBefore(began) ? began : use.from(),
                    use.until(),
                    (day, hours) -> entries.add(new Entry(use.name(), use.kind().cost(), day, hours * hourly)));
        });
        return new DayCosts(entries).since(first);
    }

    private static Map<String, List<ClusterTask>> byFamily(List<ClusterTask> tasks) {
        return tasks.stream().collect(Collectors.groupingBy(ClusterTask::family));
    }

    /** What was paid this month and in the last 30 days, as it was counted last. */
    DayCosts paid() {
        return costs;
    }

    /** What was paid this month. */
    DayCosts paidThisMonth() {
        return costs.since(month());
    }

    /** The rows as they were counted last. */
    List<CostRow> rows() {
        return rows;
    }

    private List<ClusterTask> tasks() {
        return desk.resources().tasks().reading().get().value().orElse(List.of());
    }

    List<ClusterTask> running() {
        return tasks().stream().filter(task -> task.status().equals("RUNNING")).toList();
    }

    List<RunProgress> runs() {
        return desk.resources().runs().reading().get().value().orElse(List.of());
    }

    /** What is there now and paid by the hour, tasks aside. */
    List<HourlyUse> hourlyNow() {
        return readings.hourly().stream().filter(HourlyUse::there).toList();
    }

    /** Days of a function in this month. */
    List<CallDay> calls(String function) {
        return readings.calls().stream()
                .filter(day -> day.kind() == CallDay.Kind.CALLS
                        && day.name().equals(function)
                        && !day.day().isBefore(month()))
                .toList();
    }

    /** Whether somebody uses what is paid by the hour; empty while that is not known. */
    Optional<LastCalls> lastCalls(HourlyUse use) {
        return switch (use.kind()) {
            case BALANCER -> requests(use.name());
            case STARTED -> LastCalls.of(readings.calls(), CallDay.Kind.CALLS, use.name(), today());
        };
    }

    /** Whether somebody asks a load balancer, or the tasks of a family through one; empty while that is not known. */
    Optional<LastCalls> requests(String name) {
        return LastCalls.of(readings.calls(), CallDay.Kind.REQUESTS, name, today());
    }

    /** None while it is not known what the runs are at. */
    List<ClusterTask> idle() {
        Reading<List<RunProgress>> runs = desk.resources().runs().reading().get();
        boolean known = runs.problem().isEmpty()
                && runs.at().filter(at -> at.isAfter(now().minus(FRESH))).isPresent();
        return known ? IdleTasks.of(tasks(), runs(), now()) : List.of();
    }

    /** Tasks of services. While a run is open none is told: they are needed, since they start its workers. */
    List<ClusterTask> serving() {
        return runs().stream().anyMatch(run -> !run.job().state().isDone())
                ? List.of()
                : running().stream()
                        .filter(task -> task.group().startsWith("service:"))
                        .toList();
    }

    /** Those of services that nobody asks through their load balancer. */
    private List<ClusterTask> unasked() {
        return byFamily(serving()).entrySet().stream()
                .filter(family ->
                        requests(family.getKey()).filter(LastCalls::isIdle).isPresent())
                .flatMap(family -> family.getValue().stream())
                .toList();
    }

    private CostRow row(String name, DayCosts month, List<ClusterTask> running, int idle, long calls) {
        List<HourlyUse> standing =
                hourlyNow().stream().filter(use -> use.name().equals(name)).toList();
        double others =
                standing.stream().mapToDouble(use -> use.hourly(prices.list())).sum();
        return new CostRow(
                name,
                running.size(),
                idle,
                standing.stream()
                        .allMatch(use -> lastCalls(use).map(LastCalls::isIdle).orElse(false)),
                calls,
                hourly(running) + others,
                month.on(today()).usd(),
                month.of(CostKind.TASKS).usd(),
                month.of(CostKind.CALLS).usd(),
                month.usd(),
                done(name));
    }

    /** What each run of a family paid that ended this month and whose workers were seen. */
    private List<Double> done(String family) {
        Instant now = now();
        Instant began = month().atStartOfDay(ZoneOffset.UTC).toInstant();
        return jobs().stream()
                .filter(job -> family.equals("vitrine-" + job.prototype())
                        && job.finishedAt().filter(at -> !at.isBefore(began)).isPresent())
                .map(job -> dollars(job, now))
                .filter(dollars -> dollars > 0)
                .toList();
    }

    double hourly(List<ClusterTask> some) {
        return some.stream().mapToDouble(prices::hourly).sum();
    }

    /** Dollars an hour of what runs now, used or not. */
    double standing() {
        return rows.stream().mapToDouble(CostRow::hourly).sum();
    }

    /** What a run has paid of the workers that were seen; 0 when that is not known. */
    double dollars(Job job, Instant now) {
        return paidByRun.computeIfAbsent(job.id(), id -> {
            List<ClusterTask> its = seen.getOrDefault("vitrine-" + job.prototype(), List.of());
            return runCosts.of(job, jobs(), its, now).dollars().orElse(0);
        });
    }

    private List<Job> jobs() {
        return runs().stream().map(RunProgress::job).toList();
    }

    /** Bytes of all images that are kept, each counted once. */
    long imageBytes() {
        return desk.resources().images().reading().get().value().orElse(List.of()).stream()
                .collect(Collectors.toMap(image -> image.digest(), image -> image.bytes(), Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
