package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Source;
import dev.vitrine.console.metric.MetricCharts;
import dev.vitrine.console.resource.RunProgress;
import dev.vitrine.console.resource.TaskPrices;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The newest runs, joined with the tasks that work on them. */
public final class RunsViewModel extends Feature implements AutoCloseable {
    private final Desk desk;
    private final RunRates rates = new RunRates();
    private final RunCosts costs;
    private final RunActions actions;
    private final RunWatch watch;
    private final RunLines lines;
    private final MetricCharts metrics;
    private final RunMetrics runMetrics;
    private final LiveRows<RunRow> rows = new LiveRows<>(
            row -> row.job().id(),
            row -> String.join(
                    " ",
                    row.job().id(),
                    row.job().prototype(),
                    row.state(),
                    row.job().version(),
                    row.job().owner(),
                    row.job().source(),
                    row.job().reason().orElse("")));
    private List<LiveRow<RunRow>> chosen = List.of();

    public RunsViewModel(Desk desk) {
        this.desk = desk;
        this.costs = new RunCosts(new TaskPrices(desk.workspace().session().region()));
        this.actions = new RunActions(desk);
        this.watch = new RunWatch(desk);
        this.lines = new RunLines(desk, this::join);
        this.runMetrics = new RunMetrics(desk);
        this.metrics = new MetricCharts(desk.workspace(), desk.session(), () -> choose(chosen));
        desk.resources().runs().reading().addListener((property, before, now) -> {
            rates.see(now.value().orElse(List.of()), now.at().orElse(Instant.EPOCH));
            join();
        });
        desk.resources().tasks().reading().addListener((property, before, now) -> join());
        desk.session().readOnlyProperty().addListener((property, before, now) -> choose(chosen));
        join();
    }

    public LiveRows<RunRow> rows() {
        return rows;
    }

    @Override
    public void shown(boolean visible) {
        desk.resources().runs().watch(visible);
        desk.resources().tasks().watch(visible);
        lines.shown(visible);
        metrics.shown(visible);
    }

    /** The person selected these. */
    public void choose(List<LiveRow<RunRow>> selected) {
        chosen = List.copyOf(selected);
        List<RunRow> values = chosen.stream().map(LiveRow::value).toList();
        lines.want(values);
        metrics.want(values.size() == 1 ? runMetrics.of(values.getFirst()) : Optional.empty());
        inspect(
                RunInspection.of(
                        values, rates, metrics.parts(), desk.workspace().clock().instant()),
                actions.commands(values, watch, () -> choose(chosen)));
    }

    private void join() {
        Reading<List<RunProgress>> runs = desk.resources().runs().reading().get();
        List<ClusterTask> tasks =
                desk.resources().tasks().reading().get().value().orElse(List.of());
        Map<String, List<ClusterTask>> byFamily = new HashMap<>();
        tasks.forEach(task -> byFamily.computeIfAbsent(task.family(), key -> new java.util.ArrayList<>())
                .add(task));
        Instant now = desk.workspace().clock().instant();
        List<Job> jobs =
                runs.value().orElse(List.of()).stream().map(RunProgress::job).toList();
        List<RunRow> joined = runs.value().orElse(List.of()).stream()
                .map(run ->
                        row(run, byFamily.getOrDefault("vitrine-" + run.job().prototype(), List.of()), jobs, now))
                .toList();
        rows.show(joined);
        watch.see(joined);
        lines.see(joined);
        status(statusText(runs, joined));
        made(List.of(
                new Source("Runs", runs),
                new Source("Tasks", desk.resources().tasks().reading().get())));
        if (!chosen.isEmpty()) {
            Set<String> there = new HashSet<>();
            joined.forEach(row -> there.add(row.job().id()));
            choose(chosen.stream().filter(row -> there.contains(row.key())).toList());
        }
    }

    private RunRow row(RunProgress run, List<ClusterTask> family, List<Job> jobs, Instant now) {
        Job job = run.job();
        List<ClusterTask> tasks = job.startedAt()
                .map(start -> family.stream()
                        .filter(task -> task.ranBetween(start, job.finishedAt().orElse(now)))
                        .toList())
                .orElse(List.of());
        OptionalDouble dollars = costs.of(job, jobs, tasks, now);
        return new RunRow(
                run,
                tasks,
                job.state().isDone() ? 0 : run.workers().size(),
                rates.rate(run),
                rates.left(run),
                dollars,
                rates.isStalled(run, now),
                lines.last(job.id()));
    }

    private static String statusText(Reading<List<RunProgress>> reading, List<RunRow> rows) {
        if (reading.value().isEmpty()) {
            return reading.isAwaited() ? "Looking for runs ..." : "";
        }
        long open = rows.stream().filter(RunRow::mayCancel).count();
        String which = rows.size() >= dev.vitrine.console.resource.Resources.NEWEST_JOBS
                ? "The newest " + rows.size() + " runs"
                : rows.size() == 1 ? "1 run" : rows.size() + " runs";
        return rows.isEmpty() ? "No runs" : which + ", " + open + " of them open";
    }

    @Override
    public void close() {
        lines.close();
        metrics.close();
    }
}
