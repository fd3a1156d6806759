package dev.vitrine.common.aws;

import java.nio.file.Path;
import java.util.Map;

/**
 * Names of what a process uses on AWS, from its environment.
 *
 * @param table {@code VITRINE_TABLE}, else {@code vitrine}
 * @param bucket {@code VITRINE_BUCKET}; there is no default
 * @param cluster {@code VITRINE_CLUSTER}, else {@code vitrine}
 * @param cache {@code VITRINE_CACHE}: folder for downloaded versions; else {@code vitrine} in the temporary folder
 */
public record AwsNames(String table, String bucket, String cluster, Path cache) {
    /**
     * Reads the names.
     *
     * @throws IllegalArgumentException that names the variable that is missing
     */
    public static AwsNames of(Map<String, String> env) {
        String bucket = env.getOrDefault("VITRINE_BUCKET", "");
        if (bucket.isBlank()) {
            throw new IllegalArgumentException(
                    "VITRINE_BUCKET is not set; set it to the bucket's name, such as vitrine-000000000000-us-east-1");
        }
        String cache = env.getOrDefault("VITRINE_CACHE", "");
        return new AwsNames(
                orElse(env, "VITRINE_TABLE", VitrineTable.DEFAULT_NAME),
                bucket,
                orElse(env, "VITRINE_CLUSTER", "vitrine"),
                cache.isBlank() ? Path.of(System.getProperty("java.io.tmpdir"), "vitrine") : Path.of(cache));
    }

    /** The alias by which a prototype's function is asked: it names the version of the function that serves. */
    public static final String LIVE = "live";

    /** Name of the function and of the task family that belong to a prototype. */
    public static String ofPrototype(String prototype) {
        return "vitrine-" + prototype;
    }

    private static String orElse(Map<String, String> env, String name, String otherwise) {
        String value = env.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
