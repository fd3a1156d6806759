package dev.vitrine.console.cost;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.resource.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which workers do nothing: those that have held no part of a run for a while. Tasks that people launched are left alone. */
final class IdleTasks {
    /** A worker looks for work for some seconds before it ends. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private IdleTasks() {}

    static List<ClusterTask> of(List<ClusterTask> tasks, List<RunProgress> runs, Instant now) {
        Set<String> busy = runs.stream().flatMap(run -> run.workers().stream()).collect(Collectors.toSet());
        return tasks.stream()
                .filter(task -> task.status().equals("RUNNING")
                        && task.isWorker()
                        && !busy.contains("worker-" + task.runtimeId())
                        && task.ran(now).compareTo(PATIENCE) > 0)
                .toList();
    }
}
