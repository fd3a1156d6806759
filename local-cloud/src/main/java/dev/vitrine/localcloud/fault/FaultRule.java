package dev.vitrine.localcloud.fault;

import java.util.Locale;

/**
 * What is to go wrong.
 *
 * @param service the name in a request's signature, such as {@code dynamodb} or {@code s3}; {@code *} is every service
 * @param operation such as {@code PutItem}; of REST services method and path, such as {@code PUT /bucket/key}; a star at
 *     its end stands for anything, and {@code *} alone is every operation
 * @param kind what happens
 * @param probability of each request that fits, above 0 up to 1
 * @param count how many requests it happens to at most; 0 for no bound
 * @param millis how long a request waits, for {@code LATENCY}
 * @param status of the answer, for {@code ERROR}; 400 to 599
 * @param code name of the error, for {@code ERROR}
 * @param message what the error says, for {@code ERROR}
 */
public record FaultRule(
        String service,
        String operation,
        Kind kind,
        double probability,
        int count,
        long millis,
        int status,
        String code,
        String message) {
    private static final long LONGEST_MILLIS = 600_000;

    /** The ways in which a request goes wrong. */
    public enum Kind {
        /** The service says that there are too many requests, in its own words. */
        THROTTLE,
        /** The answer comes late. */
        LATENCY,
        /** The service fails. */
        ERROR,
        /** The connection is cut off without an answer. */
        DROP
    }

    public FaultRule {
        require(!service.isBlank(), "service", service);
        require(!operation.isBlank(), "operation", operation);
        require(probability > 0 && probability <= 1, "probability", probability);
        require(count >= 0, "count", count);
        require(kind != Kind.LATENCY || (millis > 0 && millis <= LONGEST_MILLIS), "millis", millis);
        require(kind != Kind.ERROR || (status >= 400 && status <= 599), "status", status);
    }

    private static void require(boolean condition, String member, Object value) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s cannot be '%s'", member, value));
        }
    }

    boolean fits(String requestService, String requestOperation) {
        return (service.equals("*") || service.equals(requestService)) && fits(requestOperation);
    }

    private boolean fits(String requestOperation) {
        return operation.endsWith("*")
                ? requestOperation.startsWith(operation.substring(0, operation.length() - 1))
                : operation.equals(requestOperation);
    }
}
