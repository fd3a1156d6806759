package dev.vitrine.localcloud.cloudformation;

import java.time.Duration;

/**
 * How resources are waited for.
 *
 * @param poll between two looks
 * @param patience until a resource that is not ready has failed
 */
record Pace(Duration poll, Duration patience) {
    static Pace defaults() {
        return new Pace(Duration.ofMillis(100), Duration.ofMinutes(15));
    }
}
