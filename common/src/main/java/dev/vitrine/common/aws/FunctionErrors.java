package dev.vitrine.common.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.prediction.PredictionFailedException.Kind;
import dev.vitrine.common.prediction.RealtimeJson;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Lambda says when a function fails, in words for people. */
final class FunctionErrors {
    private static final Pattern TIMED_OUT = Pattern.compile("Task timed out after ([0-9.]+) seconds");

    private FunctionErrors() {}

    /** @param payload {@code {"errorMessage":...,"errorType":...}}, as far as it is there */
    static PredictionFailedException translate(String prototype, String payload) {
        String type = "";
        String message = payload;
        try {
            JsonNode error =
                    RealtimeJson.read(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
            type = error.path("errorType").asText("");
            message = error.path("errorMessage").asText("");
        } catch (IllegalArgumentException ignored) {
            // Not JSON: the payload is all that is known.
        }
        Matcher timeout = TIMED_OUT.matcher(message);
        if (timeout.find() || type.equals("Sandbox.Timedout")) {
            return failed(
                    Kind.TIMEOUT,
                    "'" + prototype + "' took longer than the declared "
                            + (timeout.hasMatch() ? timeout.group(1) + " seconds" : "time")
                            + "; try fewer rows, or raise realtime.timeout in prototype.yaml.");
        }
        if (type.equals("Runtime.ExitError") || message.contains("Runtime exited")) {
            String remedy = message.contains("signal: killed")
                    ? "it may have run out of memory (realtime.memory in prototype.yaml); try again"
                    : "its log says more; try again";
            return failed(Kind.FAILED, "The function of '" + prototype + "' ended without an answer: " + remedy + ".");
        }
        if (message.isBlank()) {
            return failed(Kind.FAILED, "'" + prototype + "' failed (" + type + "); its log says more.");
        }
        // Vitrine's own exceptions carry a sentence for people already.
        if (type.startsWith("dev.vitrine.") || type.isEmpty()) {
            return failed(Kind.FAILED, message);
        }
        String simpleType = type.substring(type.lastIndexOf('.') + 1);
        return failed(Kind.FAILED, "'" + prototype + "' failed: " + message + " (" + simpleType + ")");
    }

    private static PredictionFailedException failed(Kind kind, String message) {
        return new PredictionFailedException(kind, message, null);
    }
}
