package dev.vitrine.console.resource;

import dev.vitrine.common.operation.ClusterTask;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a task used, as long as it was seen.
 *
 * @param until when it stopped, or was last seen running
 * @param container its first; blank when that is not known
 * @param digest of the image that it ran; blank when that is not known
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
        String problem,
        String container,
        String digest) {
    public TaskUsage {
        // What was kept by an earlier version names neither.
        container = Objects.requireNonNullElse(container, "");
        digest = Objects.requireNonNullElse(digest, "");
    }

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
                        task.problem().orElse(""),
                        task.container(),
                        task.digest()));
    }

    /** The same when nobody tells of it any more: it ran until it was last seen. */
    public TaskUsage gone() {
        return running
                ? new TaskUsage(arn, family, cpuUnits, memoryMb, spot, from, until, false, problem, container, digest)
                : this;
    }

    /** The part of it from then on. */
    TaskUsage since(Instant then) {
        return new TaskUsage(arn, family, cpuUnits, memoryMb, spot, then, until, running, problem, container, digest);
    }

    /** The task as far as it is remembered, when nobody tells of it any more. */
    public ClusterTask remembered() {
        return new ClusterTask(
                arn,
                family,
                0,
                "",
                "STOPPED",
                cpuUnits,
                memoryMb,
                Optional.empty(),
                Optional.of(from),
                Optional.of(until),
                "",
                spot,
                container,
                "",
                "",
                digest,
                Optional.empty(),
                "",
                Optional.of(problem).filter(text -> !text.isBlank()));
    }
}
