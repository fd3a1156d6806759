package dev.vitrine.localcloud.lambda;

import java.time.Duration;
import java.util.List;

/**
 * How functions run on a laptop.
 *
 * @param processesPerFunction the most runtime processes of one function; requests beyond them wait in order of arrival
 * @param queueWait how long a request waits for a process before it is throttled
 * @param idleTimeout how long a process without work is kept
 * @param initTimeout how long a process may take to ask for its first request
 * @param retryDelays the pauses before the repetitions of an event that failed; their number is that of the repetitions
 * @param maxOutput a process that has printed more than this is replaced, bytes
 */
public record LambdaConfig(
        int processesPerFunction,
        Duration queueWait,
        Duration idleTimeout,
        Duration initTimeout,
        List<Duration> retryDelays,
        long maxOutput) {

    public LambdaConfig {
        retryDelays = List.copyOf(retryDelays);
        if (processesPerFunction < 1) {
            throw new IllegalArgumentException("processesPerFunction must be at least 1, not " + processesPerFunction);
        }
        if (!queueWait.isPositive() || !idleTimeout.isPositive() || !initTimeout.isPositive()) {
            throw new IllegalArgumentException("queueWait, idleTimeout and initTimeout must be positive");
        }
    }

    /** Two processes, or half as many as there are cores if that is more; Lambda's own pauses between repetitions. */
    public static LambdaConfig defaults() {
        return new LambdaConfig(
                Math.max(2, Runtime.getRuntime().availableProcessors() / 2),
                Duration.ofSeconds(20),
                Duration.ofMinutes(10),
                Duration.ofSeconds(60),
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                64L << 20);
    }
}
