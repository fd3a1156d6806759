package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * An error as AWS words it: a status, a code that the SDK maps to an exception class, and a message. The protocol at the
 * edge (JSON target, REST JSON, query) writes it in its own shape.
 */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, JsonNode> details;

    public AwsException(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /** @param details further members of the error's body, such as {@code CancellationReasons} */
    public AwsException(int status, String code, String message, Map<String, JsonNode> details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = Map.copyOf(details);
    }

    /** A 400 with the given code. */
    public static AwsException badRequest(String code, String message) {
        return new AwsException(400, code, message);
    }

    /**
     * What a service says that has no such operation here.
     *
     * @param service as people call it
     */
    public static AwsException unknownOperation(String service, String operation) {
        return badRequest(
                "UnknownOperationException", service + " of the local cloud has no operation " + operation + ".");
    }

    /** HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** The error's short name, such as {@code ConditionalCheckFailedException}. */
    public String code() {
        return code;
    }

    public Map<String, JsonNode> details() {
        return details;
    }
}
