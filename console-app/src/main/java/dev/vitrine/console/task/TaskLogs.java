package dev.vitrine.console.task;

import dev.vitrine.common.log.LogStreams;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.log.LogScopes;
import dev.vitrine.console.log.LogTarget;
import dev.vitrine.console.log.tail.LogScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.util.Subscription;

/** The logs of single tasks. Each is read to its end once its task has stopped. */
public final class TaskLogs {
    private final Desk desk;

    public TaskLogs(Desk desk) {
        this.desk = desk;
    }

    /** Opens the lines of these tasks; call it on the screen's thread. */
    void open(List<ClusterTask> tasks) {
        desk.workspace()
                .background(
                        () -> tasks.stream()
                                .map(task -> Written.of(
                                        task.arn(),
                                        desk.workspace()
                                                .cloud()
                                                .tasks()
                                                .definition(task.family() + ":" + task.revision())))
                                .toList(),
                        this::show,
                        message -> desk.screen().announce("That did not work", message));
    }

    /** Opens the lines of tasks that were just started, on any thread. */
    public void openStarted(List<String> arns, TaskDefinitionDetail definition) {
        List<Written> written =
                arns.stream().map(arn -> Written.of(arn, definition)).toList();
        desk.workspace().ui().execute(() -> show(written));
    }

    private void show(List<Written> tasks) {
        Map<String, List<Written>> byGroup = tasks.stream()
                .filter(task -> !task.group().isBlank())
                .collect(Collectors.groupingBy(Written::group, TreeMap::new, Collectors.toList()));
        if (byGroup.isEmpty()) {
            desk.screen().announce("There is no log", "The definition of the task says not to keep its lines.");
        }
        byGroup.forEach((group, its) -> desk.screen().openLog(target(group, its)));
    }

    private LogTarget target(String group, List<Written> tasks) {
        Written first = tasks.getFirst();
        String title = tasks.size() == 1
                ? first.definition() + " "
                        + first.id().substring(0, Math.min(8, first.id().length()))
                : tasks.size() + " tasks of " + first.definition();
        String key = tasks.stream().map(Written::arn).sorted().collect(Collectors.joining(" ", "tasks ", ""));
        return new LogTarget(key, title, group, "", new UntilStopped(tasks));
    }

    /**
     * Where a task's lines are.
     *
     * @param group blank when they are not kept
     */
    private record Written(String arn, String definition, String group, String stream) {
        static Written of(String arn, TaskDefinitionDetail definition) {
            Optional<String> stream = definition.stream(arn.substring(arn.lastIndexOf('/') + 1));
            return new Written(
                    arn,
                    definition.name(),
                    definition.logGroup().filter(group -> stream.isPresent()).orElse(""),
                    stream.orElse(""));
        }

        String id() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    /** The streams are known from the beginning. */
    private final class UntilStopped implements LogScopes {
        private static final Duration UNTIL_LISTED = Duration.ofMinutes(1);

        private final List<Written> tasks;
        private final Instant opened = desk.workspace().clock().instant();

        UntilStopped(List<Written> tasks) {
            this.tasks = tasks;
        }

        @Override
        public LogScope now() {
            Reading<List<ClusterTask>> reading =
                    desk.resources().tasks().reading().get();
            Map<String, ClusterTask> listed = reading.value().orElse(List.of()).stream()
                    .collect(Collectors.toMap(ClusterTask::arn, task -> task, (one, same) -> one));
            // One that was just started is listed soon; one that is not has stopped so long ago that ECS forgot it.
            boolean forgets =
                    reading.at().filter(opened.plus(UNTIL_LISTED)::isBefore).isPresent();
            boolean stopped = tasks.stream().allMatch(task -> Optional.ofNullable(listed.get(task.arn()))
                    .map(ClusterTask::isStopped)
                    .orElse(forgets));
            List<String> streams = tasks.stream().map(Written::stream).toList();
            return new LogScope(Optional.of(new LogStreams.Named(streams)), Instant.MAX, Optional.empty(), stopped);
        }

        @Override
        public Subscription subscribe(Runnable changed) {
            desk.resources().tasks().watch(true);
            return desk.resources()
                    .tasks()
                    .reading()
                    .subscribe((before, now) -> changed.run())
                    .and(() -> desk.resources().tasks().watch(false));
        }
    }
}
