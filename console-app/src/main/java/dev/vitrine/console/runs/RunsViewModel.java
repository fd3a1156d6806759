package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Source;
import dev.vitrine.console.metric.MetricCharts;
import dev.vitrine.console.resource.RunCosts;
import dev.vitrine.console.resource.RunProgress;
import dev.vitrine.console.resource.TaskPrices;
import dev.vitrine.console.resource.UsageStore;
import dev.vitrine.console.task.TaskList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;

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
    private final RunTasks tasksOfRuns;
    private final TaskList tasks;
    private final ReadOnlyObjectWrapper<Map<String, RunRow>> byId = new ReadOnlyObjectWrapper<>(Map.of());
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

    /** @param usage the tasks that were seen, also those that ECS has forgotten */
    public RunsViewModel(Desk desk, UsageStore usage) {
        this.desk = desk;
        this.costs = new RunCosts(new TaskPrices(desk.workspace().session().region()), usage);
        this.actions = new RunActions(desk, new RunLogs(desk, byId.getReadOnlyProperty()));
        this.tasksOfRuns = new RunTasks(usage);
        this.tasks = new TaskList(desk);
        this.watch = new RunWatch(desk);
        this.lines = new RunLines(desk, this::join);
        this.runMetrics = new RunMetrics(desk);
        this.metrics = new MetricCharts(desk.workspace(), desk.session(), this::offer);
        desk.resources().runs().reading().addListener((property, before, now) -> {
            if (now.problem().isEmpty()) {
                rates.see(now.value().orElse(List.of()), now.at().orElse(Instant.EPOCH));
            }
            join();
        });
        desk.resources().tasks().reading().addListener((property, before, now) -> {
            see(now);
            join();
        });
        desk.session().readOnlyProperty().addListener((property, before, now) -> offer());
        see(desk.resources().tasks().reading().get());
        join();
    }

    private void see(Reading<List<ClusterTask>> reading) {
        tasksOfRuns.see(reading.value().orElse(List.of()));
        reading.value().ifPresent(tasks::see);
    }

    public LiveRows<RunRow> rows() {
        return rows;
    }

    /** The tasks below the runs. */
    public TaskList tasks() {
        return tasks;
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
        if (!chosen.isEmpty()) {
            tasks.choose(List.of());
        }
        offer();
    }

    /** The person selected these tasks. */
    public void chooseTasks(List<LiveRow<ClusterTask>> selected) {
        tasks.choose(selected);
        if (tasks.isChosen()) {
            chosen = List.of();
        }
        offer();
    }

    private void offer() {
        if (tasks.isChosen()) {
            metrics.want(Optional.empty());
            inspect(tasks.inspection(), tasks.commands());
            return;
        }
        List<RunRow> values = chosen.stream().map(LiveRow::value).toList();
        lines.want(values);
        metrics.want(values.size() == 1 ? runMetrics.of(values.getFirst()) : Optional.empty());
        List<Command> commands = new ArrayList<>(actions.commands(values, watch, this::offer));
        if (desk.resources().hasMoreRuns()) {
            commands.add(
                    Command.of("Show older runs", "M", () -> desk.resources().moreRuns()));
        }
        inspect(
                RunInspection.of(
                        values, rates, metrics.parts(), desk.workspace().clock().instant()),
                commands);
    }

    private void join() {
        Reading<List<RunProgress>> runs = desk.resources().runs().reading().get();
        Instant now = desk.workspace().clock().instant();
        List<Job> jobs =
                runs.value().orElse(List.of()).stream().map(RunProgress::job).toList();
        List<RunRow> joined = runs.value().orElse(List.of()).stream()
                .map(run -> row(run, jobs, now))
                .toList();
        rows.show(joined);
        watch.see(joined);
        lines.see(joined);
        status(statusText(runs, joined));
        made(List.of(
                new Source("Runs", runs),
                new Source("Tasks", desk.resources().tasks().reading().get())));
        if (tasks.isChosen()) {
            offer();
        } else if (chosen.isEmpty()) {
            choose(List.of());
        } else {
            Set<String> there = new HashSet<>();
            joined.forEach(row -> there.add(row.job().id()));
            choose(chosen.stream().filter(row -> there.contains(row.key())).toList());
        }
        byId.set(joined.stream().collect(Collectors.toMap(row -> row.job().id(), row -> row)));
    }

    private RunRow row(RunProgress run, List<Job> jobs, Instant now) {
        Job job = run.job();
        List<ClusterTask> its = tasksOfRuns.of(job, now);
        return new RunRow(
                run,
                its,
                job.state().isDone() ? 0 : run.workers().size(),
                rates.rate(run),
                rates.left(run),
                costs.of(job, jobs, its, now),
                rates.isStalled(run),
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
