package dev.vitrine.localcloud.lambda;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** How many requests of a function, whatever their version, are under way, and how many may be. */
final class Concurrency {
    private final IntConsumer entered;
    private @Nullable Integer reserved;
    private int underWay;

    /**
     * @param reserved the most; null for no bound
     * @param entered is told how many there are with each new one
     */
    Concurrency(@Nullable Integer reserved, IntConsumer entered) {
        this.reserved = reserved;
        this.entered = entered;
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
        entered.accept(underWay);
    }

    synchronized void leave() {
        underWay--;
    }
}
