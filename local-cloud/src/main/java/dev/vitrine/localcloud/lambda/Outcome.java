package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;

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
        private static final ObjectMapper JSON = new ObjectMapper();

        static Failure exit(String requestId, String why) {
            return error("Runtime.ExitError", "RequestId: " + requestId + " Error: " + why);
        }

        /** What the function's runtime says of a failure; as text where it is no JSON. */
        static Failure reported(Payload error, String kind) {
            try {
                JSON.readTree(error.bytes());
                return new Failure(error, kind, "error");
            } catch (JsonProcessingException e) {
                return new Failure(error("Runtime.Unknown", error.toString()).body(), kind, "error");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Failure error(String type, String message) {
            ObjectNode body = Json.object();
            body.put("errorType", type).put("errorMessage", message);
            return new Failure(Payload.of(body.toString()), "Unhandled", "error");
        }

        /** The function was not loaded in time. */
        static Failure initTimeout(Duration limit) {
            return error(
                    "Sandbox.Timedout",
                    String.format(Locale.ROOT, "Error: Init timed out after %.2f seconds", limit.toMillis() / 1e3));
        }

        static Failure timeout(String message) {
            ObjectNode body = Json.object().put("errorMessage", message);
            return new Failure(Payload.of(body.toString()), "Unhandled", "timeout");
        }
    }
}
