package dev.vitrine.lambda;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the environment tells the function.
 *
 * @param prototype that it answers for
 * @param cache folder for downloaded versions
 */
record FunctionSettings(String prototype, String table, String bucket, Path cache) {
    /** @throws IllegalArgumentException when a variable is missing; the message names it */
    static FunctionSettings of(Map<String, String> environment) {
        return new FunctionSettings(
                required(environment, "VITRINE_PROTOTYPE"),
                environment.getOrDefault("VITRINE_TABLE", "vitrine"),
                required(environment, "VITRINE_BUCKET"),
                Path.of(environment.getOrDefault("VITRINE_CACHE", System.getProperty("java.io.tmpdir") + "/vitrine")));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "The function's environment has no " + name + "; publish the prototype again.");
        }
        return value;
    }
}
