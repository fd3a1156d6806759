package dev.vitrine.common.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A task of the cluster.
 *
 * @param family of its definition, such as {@code vitrine-banknote}
 * @param group such as {@code service:vitrine-frontend} or {@code family:vitrine-banknote}
 * @param status last status: PROVISIONING, PENDING, RUNNING, ..., STOPPED
 * @param cpuUnits 1024 are one virtual CPU
 * @param startedBy such as {@link #DISPATCHER}
 * @param spot whether it runs on Spot, for less, until AWS wants the room
 * @param container name of its first container that is not AWS's own
 * @param runtimeId by which the container knows itself; blank until it runs
 * @param image as its definition names it
 * @param digest of the image that was pulled, such as {@code sha256:...}; blank until then
 * @param problem why it ended badly, in plain words with the remedy
 */
public record ClusterTask(
        String arn,
        String family,
        int revision,
        String group,
        String status,
        int cpuUnits,
        int memoryMb,
        Optional<Instant> createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> stoppedAt,
        String startedBy,
        boolean spot,
        String container,
        String runtimeId,
        String image,
        String digest,
        Optional<Integer> exitCode,
        String stoppedReason,
        Optional<String> problem) {
    /** Who starts the workers of jobs. */
    public static final String DISPATCHER = "vitrine-dispatcher";

    /** Last part of the address. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    public boolean isStopped() {
        return status.equals("STOPPED");
    }

    /** Whether it was started to work at jobs, and ends by itself when there are none. */
    public boolean isWorker() {
        return startedBy.equals(DISPATCHER);
    }

    /** How long it has run, until now or its end. */
    public Duration ran(Instant now) {
        return startedAt
                .map(start -> Duration.between(start, stoppedAt.orElse(now)))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    /** Whether it ran at some time between the two. */
    public boolean ranBetween(Instant from, Instant to) {
        return startedAt.or(() -> createdAt).filter(start -> start.isBefore(to)).isPresent()
                && stoppedAt.filter(stop -> stop.isBefore(from)).isEmpty();
    }
}
