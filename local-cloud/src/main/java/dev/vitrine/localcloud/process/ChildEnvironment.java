package dev.vitrine.localcloud.process;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment that a program gets before its image and its configuration add theirs: what AWS would give, and, a
 * process, what it needs of this machine. Nothing else of the local cloud's own environment is seen.
 *
 * @param endpoint the local cloud, where the SDK finds every service
 */
public record ChildEnvironment(URI endpoint) {
    /** The account that everything belongs to. */
    public static final String ACCOUNT = "000000000000";

    public static final String REGION = "us-east-1";

    /** The variables of this machine that a process needs. */
    public static Map<String, String> host() {
        return Map.of(
                "PATH",
                fromHost("PATH", "/usr/bin:/bin"),
                "HOME",
                fromHost("HOME", System.getProperty("user.home")),
                "JAVA_HOME",
                System.getProperty("java.home"));
    }

    /** The variables that every program sees, in a container as well. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LANG", "C.UTF-8");
        variables.put("TZ", "UTC");
        variables.put("AWS_ENDPOINT_URL", endpoint.toString());
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_DEFAULT_REGION", REGION);
        variables.put("AWS_ACCESS_KEY_ID", "vitrine");
        variables.put("AWS_SECRET_ACCESS_KEY", "vitrine");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        return variables;
    }

    private static String fromHost(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
    }
}
