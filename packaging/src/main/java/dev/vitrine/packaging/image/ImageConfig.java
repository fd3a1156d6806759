package dev.vitrine.packaging.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The {@code config} object of an OCI image, as far as it says how the image is started.
 *
 * @param entrypoint program and first arguments; a program {@code java} is the JDK of whoever starts it
 * @param cmd further arguments, which the starter may replace
 * @param env {@code NAME=value}
 * @param workingDir absolute in the image
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({"Entrypoint", "Cmd", "Env", "WorkingDir"})
public record ImageConfig(
        @JsonProperty("Entrypoint") List<String> entrypoint,
        @JsonProperty("Cmd") List<String> cmd,
        @JsonProperty("Env") List<String> env,
        @JsonProperty("WorkingDir") String workingDir) {
    public ImageConfig {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        env = List.copyOf(env);
        if (entrypoint.isEmpty()) {
            throw new IllegalArgumentException("an image needs an Entrypoint");
        }
        if (!workingDir.startsWith("/")) {
            throw new IllegalArgumentException("WorkingDir must be absolute, not '" + workingDir + "'");
        }
        for (String variable : env) {
            if (variable.indexOf('=') < 1) {
                throw new IllegalArgumentException("Env holds '" + variable + "', which is not NAME=value");
            }
        }
    }

    /** {@link #env} by name. */
    Map<String, String> variables() {
        return env.stream().collect(Collectors.toMap(it -> it.split("=", 2)[0], it -> it.split("=", 2)[1]));
    }
}
