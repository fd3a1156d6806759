package dev.vitrine.console.session;

import dev.vitrine.common.operation.Caller;
import java.time.Instant;
import java.util.Optional;

/** How a session stands with its cloud. */
public sealed interface Standing {
    /** STS has not answered yet. */
    record Asking() implements Standing {}

    /** STS said who asks. */
    record Verified(Caller caller) implements Standing {}

    /** Nobody is signed in, or no longer. */
    record SignedOut(String message) implements Standing {}

    /** Nothing answers since then. */
    record Unreachable(String message, Instant since) implements Standing {}

    /** Who asks, once that is known. */
    default Optional<Caller> whoAsks() {
        return this instanceof Verified verified ? Optional.of(verified.caller()) : Optional.empty();
    }
}
