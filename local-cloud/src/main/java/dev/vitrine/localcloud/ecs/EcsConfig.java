package dev.vitrine.localcloud.ecs;

import java.time.Duration;

/**
 * How tasks run on a laptop.
 *
 * @param maxTasks how many may run at once; for more, RunTask answers as Fargate does when it is out of capacity
 * @param keepStopped how long a stopped task can be described
 * @param shutdownGrace how long tasks may take to end when the local cloud is stopped
 * @param second how long a second of a service's waits and of a health check's settings lasts; tests make it short
 */
public record EcsConfig(int maxTasks, Duration keepStopped, Duration shutdownGrace, Duration second) {
    public EcsConfig {
        if (maxTasks < 1) {
            throw new IllegalArgumentException("maxTasks must be at least 1, not " + maxTasks);
        }
        if (!keepStopped.isPositive() || shutdownGrace.isNegative()) {
            throw new IllegalArgumentException("keepStopped must be positive and shutdownGrace not negative");
        }
        if (!second.isPositive()) {
            throw new IllegalArgumentException("second must be positive");
        }
    }

    /** With seconds that last a second. */
    public EcsConfig(int maxTasks, Duration keepStopped, Duration shutdownGrace) {
        this(maxTasks, keepStopped, shutdownGrace, Duration.ofSeconds(1));
    }

    public static EcsConfig defaults() {
        return new EcsConfig(4, Duration.ofHours(3), Duration.ofSeconds(10));
    }
}
