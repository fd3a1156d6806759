package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.ecs.ContainerLauncher.Running;
import dev.vitrine.localcloud.process.Execution;
import dev.vitrine.localcloud.process.LaunchException;
import dev.vitrine.localcloud.state.JsonTable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads one task from its start, or from where an earlier local cloud left it, to its end. */
final class TaskControl {
    private static final Logger log = LoggerFactory.getLogger(TaskControl.class);

    private final ContainerLauncher launcher;
    private final JsonTable<Task> table;
    private final Clock clock;
    private final List<ContainerDefinition> definitions;
    private final CompletableFuture<Duration> stopRequested = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final List<Running> running = new CopyOnWriteArrayList<>();
    private Task task;

    TaskControl(
            Task task,
            List<ContainerDefinition> definitions,
            ContainerLauncher launcher,
            JsonTable<Task> table,
            Clock clock) {
        this.task = task;
        this.definitions = definitions;
        this.launcher = launcher;
        this.table = table;
        this.clock = clock;
    }

    synchronized Task task() {
        return task;
    }

    /** Completes when the task is STOPPED and stored so. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** The programs that run for it now. */
    List<Execution> executions() {
        return running.stream().map(Running::execution).filter(Execution::alive).toList();
    }

    void start() {
        Thread.ofVirtual().name("task-" + task().id()).start(this::run);
    }

    /**
     * Makes the task end: SIGTERM, and SIGKILL after each container's stop timeout. A task that ends already keeps its
     * first reason.
     *
     * @param atMost a shorter grace than the containers' stop timeouts
     */
    void stop(String code, String reason, Duration atMost) {
        change(it -> {
            if (it.stop() == null) {
                return stopping(it, code, reason);
            }
            return it.status() == TaskStatus.DEACTIVATING ? it.with(TaskStatus.STOPPING) : it;
        });
        stopRequested.complete(atMost);
    }

    /** Means the task to end, once its load balancer has no more requests for it: it runs until it is stopped. */
    void deactivate(String code, String reason) {
        change(it -> it.stop() == null ? stopping(it, code, reason).with(TaskStatus.DEACTIVATING) : it);
    }

    void tag(UnaryOperator<Task> change) {
        change(change);
    }

    private void run() {
        try {
            launch();
            awaitEnd();
            end();
        } catch (LaunchException e) {
            log.warn("Task {} could not be started: {}", task().id(), e.getMessage());
            change(it -> it.stop() == null ? stopping(it, "TaskFailedToStart", String.valueOf(e.getMessage())) : it);
            end();
        } catch (RuntimeException e) {
            log.error("Task {} is given up.", task().id(), e);
            change(it ->
                    it.stop() == null ? stopping(it, "TaskFailedToStart", "InternalError: " + e.getMessage()) : it);
            end();
        } finally {
            done.complete(null);
        }
    }

    private void launch() throws LaunchException {
        boolean fresh = task().status() == TaskStatus.PROVISIONING;
        if (fresh) {
            change(it -> it.with(TaskStatus.PENDING));
        }
        for (ContainerDefinition definition : definitions) {
            if (stopRequested.isDone()) {
                return;
            }
            running.add(launch(definition, fresh));
        }
        if (task().status() == TaskStatus.PENDING) {
            change(it ->
                    it.with(TaskStatus.RUNNING).with(new Task.Times(it.times().created(), clock.millis(), null, null)));
        }
    }

    private Running launch(ContainerDefinition definition, boolean fresh) throws LaunchException {
        Optional<Running> found = fresh ? Optional.empty() : launcher.find(task(), definition);
        if (found.isPresent()) {
            return found.get();
        }
        if (task().status() != TaskStatus.PENDING) {
            throw new LaunchException("CannotInspectContainerError: the container " + definition.name() + " is lost");
        }
        try {
            ContainerLauncher.Started started = launcher.start(task(), definition);
            change(it -> it.with(definition.name(), container -> container.running(started.imageDigest())));
            return started.running();
        } catch (LaunchException e) {
            change(it -> it.with(definition.name(), container -> container.stopped(null, e.getMessage())));
            throw e;
        }
    }

    private void awaitEnd() {
        if (task().stop() != null) {
            stopRequested.complete(Duration.ofDays(1));
        }
        List<CompletableFuture<?>> ends = new ArrayList<>();
        ends.add(stopRequested);
        for (Running it : running) {
            CompletableFuture<Void> exited = it.execution().onExit().thenAccept(code -> exited(it, code));
            if (it.definition().essential()) {
                ends.add(exited);
            }
        }
        CompletableFuture.anyOf(ends.toArray(CompletableFuture[]::new)).join();
        if (!stopRequested.isDone()) {
            change(it -> it.stop() == null
                    ? stopping(it, "EssentialContainerExited", "Essential container in task exited")
                    : it);
        }
    }

    private void end() {
        Duration atMost = stopRequested.getNow(Duration.ofDays(1));
        for (Running it : running) {
            Duration timeout = it.definition().stopTimeout();
            it.execution().stop(timeout.compareTo(atMost) < 0 ? timeout : atMost);
        }
        running.forEach(it -> exited(it, it.execution().onExit().join()));
        change(it -> it.with(TaskStatus.DEPROVISIONING));
        change(it -> {
            Task ended = it;
            for (Container container : it.containers()) {
                if (!container.status().equals("STOPPED")) {
                    ended = ended.with(container.name(), c -> c.stopped(null, null));
                }
            }
            Task.Times times = it.times();
            return ended.with(TaskStatus.STOPPED)
                    .with(new Task.Times(times.created(), times.started(), times.stopping(), clock.millis()));
        });
    }

    private void exited(Running running, OptionalInt code) {
        running.output().close();
        String reason = code.isPresent() ? null : "CannotInspectContainerError: nobody learned the exit code";
        Integer exitCode = code.isPresent() ? code.getAsInt() : null;
        change(it -> it.with(
                running.definition().name(),
                container -> container.status().equals("STOPPED") ? container : container.stopped(exitCode, reason)));
    }

    private Task stopping(Task it, String code, String reason) {
        Task.Times times = it.times();
        return it.with(new Task.Stop(code, reason))
                .with(new Task.Times(times.created(), times.started(), clock.millis(), null))
                .with(TaskStatus.STOPPING);
    }

    private synchronized void change(UnaryOperator<Task> change) {
        Task changed = change.apply(task);
        if (!changed.equals(task)) {
            task = changed;
            table.put(changed.id(), changed);
        }
    }
}
