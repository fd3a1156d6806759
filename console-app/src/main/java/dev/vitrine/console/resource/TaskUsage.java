package dev.vitrine.console.resource;

import dev.vitrine.common.operation.ClusterTask;
import java.time.Instant;
import java.util.Optional;

/**
 * What a task used, as long as it was seen.
 *
 * @param until when it stopped, or was last seen running
 */
public record TaskUsage(
        String arn,
        String family,
        int cpuUnits,
        int memoryMb,
        boolean spot,
        Instant from,
        Instant until,
        boolean running,
        String problem) {
    static Optional<TaskUsage> of(ClusterTask task, Instant now) {
        return task.startedAt()
                .map(start -> new TaskUsage(
                        task.arn(),
                        task.family(),
                        task.cpuUnits(),
                        task.memoryMb(),
                        task.spot(),
                        start,
                        task.stoppedAt().orElse(now),
                        !task.isStopped(),
                        task.problem().orElse("")));
    }

    /** The same when nobody tells of it any more: it ran until it was last seen. */
    TaskUsage gone() {
        return running ? new TaskUsage(arn, family, cpuUnits, memoryMb, spot, from, until, false, problem) : this;
    }
}
