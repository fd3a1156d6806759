package dev.vitrine.localcloud.lambda;

import org.jspecify.annotations.Nullable;

/** How many requests of a function, whatever their version, are under way, and how many may be. */
final class Concurrency {
    private @Nullable Integer reserved;
    private int underWay;

    /** @param reserved the most; null for no bound */
    Concurrency(@Nullable Integer reserved) {
        this.reserved = reserved;
    }

    synchronized void reserve(@Nullable Integer changed) {
        reserved = changed;
    }

    /** @throws dev.vitrine.localcloud.http.AwsException when there are as many as may be */
    synchronized void enter() {
        if (reserved != null && underWay >= reserved) {
            throw LambdaErrors.throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
        }
        underWay++;
    }

    synchronized void leave() {
        underWay--;
    }
}
