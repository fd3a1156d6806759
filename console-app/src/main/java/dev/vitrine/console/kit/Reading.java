package dev.vitrine.console.kit;

import dev.vitrine.common.operation.CloudProblem;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a kind of resource.
 *
 * @param value the last that was read; empty until the first
 * @param at when that was
 * @param problem why it could not be read again
 */
public record Reading<T>(Optional<T> value, Optional<Instant> at, Optional<CloudProblem> problem) {
    /** Nothing was read yet. */
    public static <T> Reading<T> none() {
        return new Reading<>(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Nothing was read yet, and nothing speaks against it. */
    public boolean isAwaited() {
        return value.isEmpty() && problem.isEmpty();
    }

    /** Read at that time. */
    public static <T> Reading<T> of(T value, Instant at) {
        return new Reading<>(Optional.of(value), Optional.of(at), Optional.empty());
    }

    /** What is known so far while all is read for the first time; it has no time. */
    public static <T> Reading<T> part(T value) {
        return new Reading<>(Optional.of(value), Optional.empty(), Optional.empty());
    }

    /** The same value, which could not be read again. */
    public Reading<T> failed(CloudProblem why) {
        return new Reading<>(value, at, Optional.of(why));
    }
}
