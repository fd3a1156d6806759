package dev.vitrine.console.cost;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.resource.RunProgress;
import dev.vitrine.console.resource.TaskPrices;
import dev.vitrine.console.resource.UsageStore;
import dev.vitrine.console.serve.ServiceActions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What every family of tasks costs, what idles, and a monthly line to stay under. */
public final class CostViewModel extends Feature {
    private static final String LINE = "monthlyLine";
    private static final int DAYS = 30;

    private final Desk desk;
    private final TaskPrices prices;
    private final UsageStore usage;
    private final ServiceActions services;
    private final LiveRows<CostRow> rows = new LiveRows<>(CostRow::family, CostRow::family);
    private List<LiveRow<CostRow>> chosen = List.of();
    private double line;

    public CostViewModel(Desk desk, UsageStore usage) {
        this.desk = desk;
        this.usage = usage;
        this.prices = new TaskPrices(desk.workspace().session().region());
        this.services = new ServiceActions(desk);
        this.line = desk.workspace().state().value(LINE, Double.class).orElse(0.0);
        desk.resources().tasks().reading().addListener((property, before, now) -> {
            if (now.problem().isEmpty()) {
                now.value()
                        .ifPresent(tasks ->
                                usage.see(tasks, desk.workspace().clock().instant()));
            }
            show();
        });
        desk.resources().runs().reading().addListener((property, before, now) -> show());
        desk.session().readOnlyProperty().addListener((property, before, now) -> choose(chosen));
        show();
    }

    public LiveRows<CostRow> rows() {
        return rows;
    }

    @Override
    public void shown(boolean visible) {
        desk.resources().tasks().watch(visible);
        desk.resources().runs().watch(visible);
        desk.resources().services().watch(visible);
    }

    private List<ClusterTask> tasks() {
        return desk.resources().tasks().reading().get().value().orElse(List.of());
    }

    private List<RunProgress> runs() {
        return desk.resources().runs().reading().get().value().orElse(List.of());
    }

    private List<ClusterTask> idle() {
        return IdleTasks.of(tasks(), runs(), desk.workspace().clock().instant());
    }

    private Instant monthBegan() {
        return LocalDate.ofInstant(desk.workspace().clock().instant(), ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private void show() {
        LocalDate today = LocalDate.ofInstant(desk.workspace().clock().instant(), ZoneOffset.UTC);
        Map<String, Map<LocalDate, Double>> dollars = usage.dollars(prices, monthBegan());
        List<ClusterTask> running =
                tasks().stream().filter(task -> task.status().equals("RUNNING")).toList();
        List<ClusterTask> idle = idle();
        TreeSet<String> families = new TreeSet<>(dollars.keySet());
        running.forEach(task -> families.add(task.family()));
        rows.show(families.stream()
                .map(family -> row(family, dollars.getOrDefault(family, Map.of()), today, running, idle))
                .toList());
        status(statusText());
        choose(chosen.stream().filter(row -> rows.find(row.key()).isPresent()).toList());
    }

    private CostRow row(
            String family,
            Map<LocalDate, Double> byDay,
            LocalDate today,
            List<ClusterTask> running,
            List<ClusterTask> idle) {
        List<ClusterTask> mine =
                running.stream().filter(task -> task.family().equals(family)).toList();
        return new CostRow(
                family,
                mine.size(),
                (int) idle.stream().filter(task -> task.family().equals(family)).count(),
                hourly(mine),
                byDay.getOrDefault(today, 0.0),
                sum(byDay),
                (int) runs().stream()
                        .map(RunProgress::job)
                        .filter(job -> family.equals("vitrine-" + job.prototype()))
                        .flatMap(job -> job.finishedAt().stream())
                        .filter(at -> !at.isBefore(monthBegan()))
                        .count());
    }

    private double hourly(List<ClusterTask> some) {
        return some.stream()
                .mapToDouble(task -> prices.hourly(task.cpuUnits(), task.memoryMb()))
                .sum();
    }

    private static double sum(Map<LocalDate, Double> byDay) {
        return byDay.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private double month() {
        return rows.all().stream().mapToDouble(row -> row.value().month()).sum();
    }

    private double hourlyNow() {
        return rows.all().stream().mapToDouble(row -> row.value().hourly()).sum();
    }

    /** What the month will have cost if everything goes on as now. */
    private double projected() {
        Instant now = desk.workspace().clock().instant();
        Instant end = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusMonths(1)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return month() + hourlyNow() * java.time.Duration.between(now, end).toMinutes() / 60.0;
    }

    private String statusText() {
        String text = Texts.dollars(month()) + " this month, " + Texts.dollars(hourlyNow()) + " an hour now";
        return line > 0 ? text + ", line " + Texts.dollars(line) : text;
    }

    /** The person selected these. */
    public void choose(List<LiveRow<CostRow>> selected) {
        chosen = List.copyOf(selected);
        List<Command> commands = new ArrayList<>();
        if (desk.mayChange()) {
            List<ClusterTask> idle = idle();
            if (!idle.isEmpty()) {
                commands.add(Command.danger("Stop " + idle.size() + " idle tasks", "X", () -> stop(idle)));
            }
            serviceOf(chosen).ifPresent(service -> services.add(service, commands));
        }
        commands.add(Command.of("Set the monthly line", "M", this::askLine));
        inspect(chosen.isEmpty() ? overview() : one(chosen.getFirst().value()), commands);
    }

    private Optional<ServiceState> serviceOf(List<LiveRow<CostRow>> selected) {
        return selected.stream()
                .findFirst()
                .flatMap(row -> desk.resources().services().reading().get().value().orElse(List.of()).stream()
                        .filter(service -> service.definitionName().startsWith(row.key() + ":"))
                        .findFirst());
    }

    private Inspection overview() {
        List<Inspection.Part> parts = new ArrayList<>();
        if (line > 0 && projected() > line) {
            parts.add(new Inspection.Remark(
                    "",
                    "Going on so, the month will have cost " + Texts.dollars(projected()) + ", more than the line of "
                            + Texts.dollars(line) + ".",
                    true));
        }
        parts.add(new Inspection.Facts(
                "Together",
                List.of(
                        new Fact("This month", Texts.dollars(month())),
                        new Fact("Going on so", Texts.dollars(projected())),
                        new Fact("Line", line > 0 ? Texts.dollars(line) : "not set"),
                        new Fact("An hour now", Texts.dollars(hourlyNow())),
                        new Fact(
                                "Prices",
                                prices.list().region() + ", as of "
                                        + prices.list().asOf()
                                        + (prices.isExact() ? "" : " (those of your region are not known)")))));
        parts.add(new Inspection.Grid("Running idle now", List.of("What", "Saves a month"), savings()));
        parts.add(chart(""));
        parts.add(dearest());
        parts.add(new Inspection.Remark(
                "",
                "From the tasks that this console has seen, at list prices. Functions, table, bucket, load balancer and"
                        + " logs are not among them: make cost tells those.",
                false));
        return new Inspection("What it costs", "", parts);
    }

    private List<List<String>> savings() {
        List<List<String>> lines = new ArrayList<>();
        for (ClusterTask task : idle()) {
            lines.add(List.of(
                    "task " + Texts.digest(task.id()) + " of " + task.family(),
                    Texts.dollars(730 * prices.hourly(task.cpuUnits(), task.memoryMb()))));
        }
        boolean open = runs().stream().anyMatch(run -> !run.job().state().isDone());
        if (!open) {
            for (CostRow row : rows.all().stream().map(LiveRow::value).toList()) {
                if (row.running() > row.idle()) {
                    lines.add(List.of(row.family() + ", if nobody asks", Texts.dollars(row.monthly())));
                }
            }
        }
        return lines.isEmpty() ? List.of(List.of("Nothing.", "")) : lines;
    }

    /** Dollars a day of a family, or of all. */
    private Inspection.Chart chart(String family) {
        LocalDate today = LocalDate.ofInstant(desk.workspace().clock().instant(), ZoneOffset.UTC);
        Map<String, Map<LocalDate, Double>> dollars = usage.dollars(
                prices, today.minusDays(DAYS - 1L).atStartOfDay(ZoneOffset.UTC).toInstant());
        List<Double> days = new ArrayList<>();
        List<Double> allowed = new ArrayList<>();
        for (int back = DAYS - 1; back >= 0; back--) {
            LocalDate day = today.minusDays(back);
            days.add(dollars.entrySet().stream()
                    .filter(entry -> family.isEmpty() || entry.getKey().equals(family))
                    .mapToDouble(entry -> entry.getValue().getOrDefault(day, 0.0))
                    .sum());
            allowed.add(line / day.lengthOfMonth());
        }
        List<Inspection.Series> series = new ArrayList<>(List.of(new Inspection.Series("a day", days)));
        if (line > 0 && family.isEmpty()) {
            series.add(new Inspection.Series("the line, a day", allowed));
        }
        return new Inspection.Chart("The last " + DAYS + " days", "$", series);
    }

    /** Runs of the list with the cost of the tasks that worked while they ran. */
    private Inspection.Grid dearest() {
        Instant now = desk.workspace().clock().instant();
        List<List<String>> lines = runs().stream()
                .map(RunProgress::job)
                .filter(job -> job.startedAt().isPresent())
                .map(job -> Map.entry(job, dollars(job, now)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Job, Double>comparingByValue().reversed())
                .limit(8)
                .map(entry -> List.of(
                        entry.getKey().prototype(),
                        entry.getKey().source(),
                        Texts.number(entry.getKey().rows()),
                        Texts.dollars(entry.getValue())))
                .toList();
        return new Inspection.Grid("The dearest runs", List.of("Prototype", "Source", "Rows", "Cost"), lines);
    }

    private double dollars(Job job, Instant now) {
        Instant from = job.startedAt().orElse(now);
        Instant to = job.finishedAt().orElse(now);
        return usage.all().stream()
                .filter(each -> each.family().equals("vitrine-" + job.prototype()))
                .mapToDouble(each -> {
                    Instant first = each.from().isAfter(from) ? each.from() : from;
                    Instant last = each.until().isBefore(to) ? each.until() : to;
                    double hours =
                            Math.max(0, java.time.Duration.between(first, last).toMillis()) / 3_600_000.0;
                    return hours * prices.hourly(each.cpuUnits(), each.memoryMb());
                })
                .sum();
    }

    private Inspection one(CostRow row) {
        return new Inspection(
                row.family(),
                row.state(),
                List.of(
                        new Inspection.Facts(
                                "Cost",
                                List.of(
                                        new Fact("Running", row.running() + " tasks, " + row.idle() + " of them idle"),
                                        new Fact("An hour", Texts.dollars(row.hourly())),
                                        new Fact("If it goes on", Texts.dollars(row.monthly()) + " a month"),
                                        new Fact("Today", Texts.dollars(row.today())),
                                        new Fact("This month", Texts.dollars(row.month())),
                                        new Fact("Runs", String.valueOf(row.runs())),
                                        new Fact("A run", row.perRunText()))),
                        chart(row.family())));
    }

    private void stop(List<ClusterTask> idle) {
        desk.propose(new ActionPlan(
                "Stop " + idle.size() + " idle tasks",
                "They hold no part of a run. Stopping them saves " + Texts.dollars(hourly(idle)) + " an hour.",
                idle.stream()
                        .map(task -> new ActionStep(
                                "Stop task",
                                task.family() + " " + Texts.digest(task.id()),
                                "RUNNING",
                                "STOPPED",
                                desk.cli("ecs", "stop-task")
                                        .with(
                                                "--cluster",
                                                desk.workspace().session().cluster())
                                        .with("--task", task.arn())
                                        .text(),
                                () -> desk.workspace()
                                        .cloud()
                                        .tasks()
                                        .stop(task.arn(), "idle; stopped from the console")
                                        .result(),
                                Optional.empty()))
                        .toList(),
                true));
    }

    private void askLine() {
        desk.ask(new Form(
                "A monthly line to stay under",
                "The view warns when the month, going on as now, would cost more.",
                List.of(new Form.Text(
                        "dollars", "Dollars a month", line > 0 ? String.valueOf(line) : "", "0 for none.", 1)),
                "Set",
                answers -> {
                    String typed = answers.getOrDefault("dollars", "").strip();
                    if (!typed.matches("\\d{1,7}(\\.\\d{1,2})?")) {
                        return Optional.of("Write an amount such as 30 or 12.50.");
                    }
                    line = Double.parseDouble(typed);
                    desk.workspace().state().put(LINE, line);
                    show();
                    return Optional.empty();
                }));
    }
}
