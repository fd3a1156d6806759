package dev.vitrine.batch;

import dev.vitrine.common.aws.AwsNames;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How a worker works.
 *
 * @param prototype whose shards it claims: {@code VITRINE_PROTOTYPE}
 * @param worker unique name of this process
 * @param plannedAt time for which the scheduler started it, to submit the scheduled table: {@code VITRINE_PLANNED_AT}
 * @param threads that predict at the same time, from 1
 */
record BatchConfig(AwsNames names, String prototype, String worker, Optional<String> plannedAt, int threads) {
    /** Long enough for a pause of the process, short enough for others to take over soon. Renewed every second. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final int MOST_THREADS = 16;

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException that names the variable and the remedy
     */
    static BatchConfig of(Map<String, String> env) {
        String prototype = env.getOrDefault("VITRINE_PROTOTYPE", "");
        if (prototype.isBlank()) {
            throw new IllegalArgumentException(
                    "VITRINE_PROTOTYPE is not set; set it to the name of the prototype whose jobs this worker does");
        }
        return new BatchConfig(
                AwsNames.of(env),
                prototype,
                worker(env),
                Optional.ofNullable(env.get("VITRINE_PLANNED_AT")).filter(time -> !time.isBlank()),
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    /** In a task the id by which ECS knows its container, so that an operator finds who holds a lease. */
    private static String worker(Map<String, String> env) {
        String metadata = env.getOrDefault("ECS_CONTAINER_METADATA_URI_V4", "");
        String container = metadata.substring(metadata.lastIndexOf('/') + 1);
        return "worker-" + (container.isBlank() ? UUID.randomUUID().toString() : container);
    }
}
