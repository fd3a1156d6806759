package dev.vitrine.common.operation;

import java.time.Instant;

/** Is asked before every request that goes out, also before a repeated one. It may wait, to stay under a rate. */
@FunctionalInterface
public interface CallGate {
    /** Lets every request go at once. */
    CallGate OPEN = (service, operation) -> {};

    /**
     * Returns when the request may go.
     *
     * @param service name of the service in lower case without spaces, such as {@code ecs}
     * @param operation such as {@code DescribeTasks}
     */
    void pass(String service, String operation);

    /** Is told, on the thread that asks, by the id of which access key a request is signed; no secret. */
    default void signed(String service, String keyId) {}

    /** Is told when an answer came, what time it was there. */
    default void dated(Instant cloud) {}

    /** Is told, on the thread that asked, when a request was answered, well or not. */
    default void answered(String service, String operation, String requestId) {}
}
