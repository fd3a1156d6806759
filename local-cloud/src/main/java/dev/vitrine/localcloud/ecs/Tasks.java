package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All tasks, running and stopped. */
final class Tasks {
    private final JsonTable<Task> table;
    private final TaskDefinitions definitions;
    private final ContainerLauncher launcher;
    private final EcsConfig config;
    private final Clock clock;
    private final Map<String, TaskControl> controls = new ConcurrentHashMap<>();

    Tasks(StateFile state, TaskDefinitions definitions, ContainerLauncher launcher, EcsConfig config, Clock clock) {
        this.table = state.table("tasks", Task.class);
        this.definitions = definitions;
        this.launcher = launcher;
        this.config = config;
        this.clock = clock;
    }

    /** Takes up the tasks that an earlier local cloud left, running or not. */
    void resume() {
        for (Task task : table.values()) {
            TaskControl control = control(task);
            if (task.status() == TaskStatus.STOPPED) {
                control.done().complete(null);
            } else {
                control.start();
            }
        }
    }

    /** True if one more task may run; those of services have room of their own. */
    boolean hasRoom() {
        return controls.values().stream()
                        .filter(it -> !it.done().isDone() && it.task().service().isEmpty())
                        .count()
                < config.maxTasks();
    }

    /** A new task, not yet started, with a free port for each that its containers listen on. */
    Task make(Task.Request request, TaskDefinition definition, Map<String, String> tags) {
        String id = UUID.randomUUID().toString().replace("-", "");
        List<ContainerDefinition> definitions = definition.containers();
        List<Container> containers = definitions.stream()
                .map(it -> Container.pending(it.name(), it.image(), id + "-" + it.name()))
                .toList();
        Map<String, Integer> ports = new HashMap<>();
        Set<Integer> taken = controls.values().stream()
                .filter(it -> !it.done().isDone())
                .flatMap(it -> it.task().ports().values().stream())
                .collect(Collectors.toCollection(HashSet::new));
        for (ContainerDefinition container : definitions) {
            container.ports().forEach(port -> ports.put(container.name() + ":" + port, Ports.free(taken)));
        }
        Task.Times times = new Task.Times(clock.millis(), null, null, null);
        return new Task(id, request, tags, TaskStatus.PROVISIONING, containers, times, null, ports, 1);
    }

    void start(Task task) {
        forgetOld();
        table.put(task.id(), task);
        control(task).start();
    }

    Optional<TaskControl> find(String cluster, String idOrArn) {
        return Optional.ofNullable(controls.get(Arns.lastPart(idOrArn)))
                .filter(it -> it.task().request().cluster().equals(cluster));
    }

    /** The tasks of all clusters that have started and not ended. */
    List<TaskControl> running() {
        return controls.values().stream()
                .filter(it -> !it.done().isDone() && it.task().times().started() != null)
                .toList();
    }

    /** The tasks of a cluster, the oldest first. */
    List<Task> list(String cluster) {
        return controls.values().stream()
                .map(TaskControl::task)
                .filter(task -> task.request().cluster().equals(cluster))
                .sorted(Comparator.comparingLong((Task task) -> task.times().created())
                        .thenComparing(Task::id))
                .toList();
    }

    /** Ends all tasks, as far as the grace allows, and returns when they have. */
    void close() {
        List<TaskControl> running =
                controls.values().stream().filter(it -> !it.done().isDone()).toList();
        Duration grace = config.shutdownGrace();
        running.forEach(it -> it.stop("TerminationNotice", "The local cloud was stopped", grace));
        CompletableFuture.allOf(running.stream().map(TaskControl::done).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, grace.toMillis() + 3000, TimeUnit.MILLISECONDS)
                .join();
    }

    private TaskControl control(Task task) {
        List<ContainerDefinition> containers = definitions
                .find(task.request().family(), task.request().revision())
                .map(TaskDefinition::containers)
                .orElse(List.of());
        TaskControl control = new TaskControl(task, containers, launcher, table, clock);
        controls.put(task.id(), control);
        return control;
    }

    private void forgetOld() {
        long before = clock.millis() - config.keepStopped().toMillis();
        for (TaskControl control : List.copyOf(controls.values())) {
            Task task = control.task();
            Long stopped = task.times().stopped();
            if (control.done().isDone() && stopped != null && stopped < before) {
                controls.remove(task.id());
                table.remove(task.id());
                delete(launcher.folder(task.id()));
            }
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
