package dev.vitrine.localcloud.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code config} object of an OCI image.
 *
 * @param environment entries of the form {@code NAME=value}
 * @param workingDirectory absolute within the image; {@code /} when the image names none
 * @param user name or number, perhaps with a group after a colon; empty when the image names none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ImageConfig(
        @JsonProperty("Entrypoint") List<String> entrypoint,
        @JsonProperty("Cmd") List<String> command,
        @JsonProperty("Env") List<String> environment,
        @JsonProperty("WorkingDir") String workingDirectory,
        @JsonProperty("User") String user) {

    public ImageConfig(
            @Nullable List<String> entrypoint,
            @Nullable List<String> command,
            @Nullable List<String> environment,
            @Nullable String workingDirectory,
            @Nullable String user) {
        this.entrypoint = entrypoint == null ? List.of() : List.copyOf(entrypoint);
        this.command = command == null ? List.of() : List.copyOf(command);
        this.environment = environment == null ? List.of() : List.copyOf(environment);
        this.workingDirectory = workingDirectory == null || workingDirectory.isEmpty() ? "/" : workingDirectory;
        this.user = user == null ? "" : user;
    }

    /** {@link #environment()} by name. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String entry : environment) {
            int equals = entry.indexOf('=');
            variables.put(
                    equals < 0 ? entry : entry.substring(0, equals), equals < 0 ? "" : entry.substring(equals + 1));
        }
        return variables;
    }
}
