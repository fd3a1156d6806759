package dev.vitrine.console.task;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** All tasks that ECS tells of, the newest first: workers, those of services, and those that somebody launched. */
public final class TaskList {
    private final Desk desk;
    private final TaskLogs logs;
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("Looking for tasks ...");
    private final LiveRows<ClusterTask> rows = new LiveRows<>(
            ClusterTask::arn,
            task -> String.join(
                    " ",
                    task.id(),
                    task.family() + ":" + task.revision(),
                    task.group(),
                    state(task),
                    task.startedBy(),
                    task.problem().orElse("")));
    private List<LiveRow<ClusterTask>> chosen = List.of();

    public TaskList(Desk desk) {
        this.desk = desk;
        this.logs = new TaskLogs(desk);
    }

    public LiveRows<ClusterTask> rows() {
        return rows;
    }

    /** One line that says which tasks are listed. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** These are all that ECS lists now. */
    public void see(List<ClusterTask> tasks) {
        rows.show(tasks.stream()
                .sorted(Comparator.comparing(
                                (ClusterTask task) -> task.createdAt().orElse(Instant.EPOCH))
                        .reversed()
                        .thenComparing(ClusterTask::arn))
                .toList());
        long stopped = tasks.stream().filter(ClusterTask::isStopped).count();
        status.set(
                tasks.isEmpty()
                        ? "No tasks"
                        : tasks.size() + (tasks.size() == 1 ? " task, " : " tasks, ") + stopped + " of them stopped");
        chosen = chosen.stream().filter(rows.all()::contains).toList();
    }

    /** The person selected these. */
    public void choose(List<LiveRow<ClusterTask>> selected) {
        chosen = List.copyOf(selected);
    }

    public boolean isChosen() {
        return !chosen.isEmpty();
    }

    /** What may be done with those that are chosen. */
    public List<Command> commands() {
        List<ClusterTask> tasks = chosen.stream().map(LiveRow::value).toList();
        List<Command> commands = new ArrayList<>(List.of(
                Command.of("Open log", "L", () -> logs.open(tasks)), Command.of("Copy address", "Y", () -> desk.screen()
                        .copy(String.join(
                                "\n", tasks.stream().map(ClusterTask::arn).toList())))));
        List<ClusterTask> running =
                tasks.stream().filter(task -> !task.isStopped()).toList();
        if (desk.mayChange() && !running.isEmpty()) {
            commands.add(Command.danger(
                    running.size() == 1 ? "Stop task" : "Stop " + running.size() + " tasks", "X", () -> stop(running)));
        }
        return commands;
    }

    private void stop(List<ClusterTask> running) {
        desk.propose(new ActionPlan(
                running.size() == 1 ? "Stop the task" : "Stop " + running.size() + " tasks",
                running.stream().anyMatch(task -> task.group().startsWith("service:"))
                        ? "A task of a service is replaced by another one at once; to stop all, stop the service."
                        : "What it has in hand is given back: another worker does it, or nobody.",
                running.stream().map(this::step).toList(),
                true));
    }

    private ActionStep step(ClusterTask task) {
        String reason = "stopped from the console";
        return new ActionStep(
                "Stop task",
                task.family() + " " + Texts.digest(task.id()),
                task.status(),
                "STOPPED",
                desk.cli("ecs", "stop-task")
                        .with("--cluster", desk.workspace().session().cluster())
                        .with("--task", task.arn())
                        .with("--reason", reason)
                        .text(),
                () -> desk.workspace().cloud().tasks().stop(task.arn(), reason).result(),
                Optional.empty());
    }

    /** What the inspector tells of those that are chosen. */
    public Inspection inspection() {
        if (chosen.size() != 1) {
            return new Inspection(chosen.size() + " tasks", "", List.of());
        }
        ClusterTask task = chosen.getFirst().value();
        Instant now = desk.workspace().clock().instant();
        List<Inspection.Part> parts = new ArrayList<>();
        task.problem().ifPresent(problem -> parts.add(new Inspection.Remark("Why", problem, true)));
        parts.add(new Inspection.Facts(
                "Task",
                List.of(
                        new Fact("Id", task.id()),
                        new Fact("Definition", task.family() + ":" + task.revision()),
                        new Fact("Group", task.group()),
                        new Fact("Started by", task.startedBy()),
                        new Fact("Created", Texts.time(task.createdAt())),
                        new Fact("Started", Texts.time(task.startedAt())),
                        new Fact("Stopped", Texts.time(task.stoppedAt())),
                        new Fact("Ran", Texts.duration(task.ran(now))),
                        new Fact(
                                "Exit code",
                                task.exitCode().map(String::valueOf).orElse("")),
                        new Fact("Reason", task.stoppedReason()),
                        new Fact("Size", task.cpuUnits() / 1024.0 + " vCPU, " + task.memoryMb() + " MB"),
                        new Fact("Image", task.image()),
                        new Fact("Digest", task.digest()))));
        return new Inspection(task.family(), state(task), parts);
    }

    /** Its status, or FAILED. */
    public static String state(ClusterTask task) {
        return task.problem().isPresent() ? "FAILED" : task.status();
    }
}
