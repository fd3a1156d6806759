package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

/** How a request to a function ended. */
sealed interface Outcome {
    Payload body();

    /** The function answered. */
    record Success(Payload body) implements Outcome {}

    /**
     * The function, or the process it ran in, failed.
     *
     * @param kind {@code Handled} or {@code Unhandled}, as in {@code X-Amz-Function-Error}
     * @param status what the REPORT line says: {@code error} or {@code timeout}
     */
    record Failure(Payload body, String kind, String status) implements Outcome {
        static Failure exit(String requestId, String why) {
            return error("Runtime.ExitError", "RequestId: " + requestId + " Error: " + why);
        }

        static Failure error(String type, String message) {
            ObjectNode body = Json.object();
            body.put("errorType", type).put("errorMessage", message);
            return new Failure(Payload.of(body.toString()), "Unhandled", "error");
        }

        static Failure timeout(String message) {
            ObjectNode body = Json.object().put("errorMessage", message);
            return new Failure(Payload.of(body.toString()), "Unhandled", "timeout");
        }
    }
}
