package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What UpdateFunctionConfiguration can change.
 *
 * @param timeoutSeconds 1 to 900
 * @param memoryMegabytes 128 to 10240
 * @param entryPoint replaces the image's; null leaves it
 * @param command replaces the image's; null leaves it
 * @param workingDirectory replaces the image's; null leaves it
 */
record Settings(
        String role,
        String description,
        int timeoutSeconds,
        int memoryMegabytes,
        Map<String, String> environment,
        @Nullable List<String> entryPoint,
        @Nullable List<String> command,
        @Nullable String workingDirectory,
        String logGroup) {
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
    private static final int MAX_ENVIRONMENT = 4096;
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    Settings {
        environment = Map.copyOf(environment);
        range(timeoutSeconds, "timeout", 1, 900);
        range(memoryMegabytes, "memorySize", 128, 10240);
        check(environment);
    }

    static Settings defaults(String functionName) {
        return new Settings("", "", 3, 128, Map.of(), null, null, null, "/aws/lambda/" + functionName);
    }

    /** These settings with what a create or update request names. */
    Settings with(JsonNode input) {
        JsonNode image = input.path("ImageConfig");
        return new Settings(
                input.path("Role").asText(role),
                input.path("Description").asText(description),
                input.path("Timeout").asInt(timeoutSeconds),
                input.path("MemorySize").asInt(memoryMegabytes),
                input.path("Environment").has("Variables")
                        ? map(input.path("Environment").path("Variables"))
                        : environment,
                image.isObject() ? list(image.path("EntryPoint")) : entryPoint,
                image.isObject() ? list(image.path("Command")) : command,
                image.isObject() ? image.path("WorkingDirectory").textValue() : workingDirectory,
                input.path("LoggingConfig").path("LogGroup").asText(logGroup));
    }

    Settings withDescription(String changed) {
        return new Settings(
                role,
                changed,
                timeoutSeconds,
                memoryMegabytes,
                environment,
                entryPoint,
                command,
                workingDirectory,
                logGroup);
    }

    static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static @Nullable List<String> list(JsonNode array) {
        if (!array.isArray() || array.isEmpty()) {
            return null;
        }
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return List.copyOf(words);
    }

    private static void range(int value, String member, int least, int most) {
        if (value < least) {
            throw LambdaErrors.constraint(
                    Integer.toString(value), member, "have value greater than or equal to " + least);
        }
        if (value > most) {
            throw LambdaErrors.constraint(Integer.toString(value), member, "have value less than or equal to " + most);
        }
    }

    private static void check(Map<String, String> environment) {
        List<String> reserved = environment.keySet().stream()
                .filter(RESERVED::contains)
                .sorted()
                .toList();
        if (!reserved.isEmpty()) {
            throw LambdaErrors.invalid(
                    "Lambda was unable to configure your environment variables because the environment"
                            + " variables you have provided contains reserved keys that are currently not supported for"
                            + " modification. Reserved keys used in this request: " + String.join(", ", reserved));
        }
        int bytes = 0;
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            if (!VARIABLE.matcher(entry.getKey()).matches()) {
                throw LambdaErrors.constraint(
                        environment.keySet().toString(),
                        "environment.variables",
                        "satisfy constraint: [Member must satisfy regular expression pattern: " + VARIABLE + "]");
            }
            bytes += (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MAX_ENVIRONMENT) {
            throw LambdaErrors.invalid(
                    "Lambda was unable to configure your environment variables because the environment"
                            + " variables you have provided exceeded the 4KB limit.");
        }
    }
}
