package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.localcloud.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a container of a task runs.
 *
 * @param entryPoint replaces the image's unless empty
 * @param command replaces the image's unless empty
 * @param secrets by variable, what each refers to: a secret or a parameter
 * @param ports that it listens on
 * @param logGroup where its output goes, with {@code streamPrefix} before container name and task id; empty keeps it in
 *     the state folder alone
 * @param stopTimeout from SIGTERM to SIGKILL
 */
record ContainerDefinition(
        String name,
        String image,
        boolean essential,
        List<String> entryPoint,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> secrets,
        List<Integer> ports,
        Optional<String> workingDirectory,
        Optional<String> logGroup,
        String streamPrefix,
        Duration stopTimeout) {
    /** A container has it always, a process has that of this computer. */
    private static final String SCRATCH = "/tmp";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    static ContainerDefinition parse(JsonNode node) {
        String name = node.path("name").asText();
        if (name.isEmpty()) {
            throw EcsErrors.client("Container.name should not be null or empty.");
        }
        if (!NAME.matcher(name).matches()) {
            throw EcsErrors.client("Container.name contains invalid characters: " + name);
        }
        if (node.path("image").asText().isEmpty()) {
            throw EcsErrors.client("Container.image should not be null or empty.");
        }
        unsupported(node, name, "dependsOn");
        unsupported(node, name, "environmentFiles");
        for (JsonNode mount : node.path("mountPoints")) {
            if (!mount.path("containerPath").asText().equals(SCRATCH)) {
                throw EcsErrors.client("Container " + name + " mounts a volume at "
                        + mount.path("containerPath").asText() + "; on the local cloud " + SCRATCH
                        + " alone can be written.");
            }
        }
        JsonNode log = node.path("logConfiguration");
        String driver = log.path("logDriver").asText("awslogs");
        if (!driver.equals("awslogs")) {
            throw EcsErrors.client("Log driver " + driver + " of container " + name
                    + " is not supported by the local cloud; use awslogs.");
        }
        int stopTimeout = node.path("stopTimeout").asInt(30);
        if (stopTimeout < 0 || stopTimeout > 120) {
            throw EcsErrors.client(
                    "Invalid 'stopTimeout' setting for container " + name + ": 120 seconds are the most.");
        }
        JsonNode options = log.path("options");
        return new ContainerDefinition(
                name,
                node.path("image").asText(),
                node.path("essential").asBoolean(true),
                Json.strings(node.path("entryPoint")),
                Json.strings(node.path("command")),
                Json.pairs(node.path("environment"), "name", "value"),
                secrets(node, name),
                ports(node, name),
                Json.text(node, "workingDirectory"),
                Json.text(options, "awslogs-group"),
                options.path("awslogs-stream-prefix").asText(),
                Duration.ofSeconds(stopTimeout));
    }

    /** {@code prefix/container/task}, or the task alone where no prefix is given. */
    String logStream(String taskId) {
        return streamPrefix.isEmpty() ? taskId : streamPrefix + "/" + name + "/" + taskId;
    }

    private static Map<String, String> secrets(JsonNode node, String name) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (JsonNode secret : node.path("secrets")) {
            String variable = secret.path("name").asText();
            String reference = secret.path("valueFrom").asText();
            if (variable.isEmpty() || reference.isEmpty()) {
                throw EcsErrors.client("Each of the secrets of container " + name + " needs a name and a valueFrom.");
            }
            if (Json.pairs(node.path("environment"), "name", "value").containsKey(variable)) {
                throw EcsErrors.client("The secret name must be unique and not shared with any new or existing"
                        + " environment variables set on the container, such as '" + variable + "'.");
            }
            secrets.put(variable, reference);
        }
        return secrets;
    }

    private static List<Integer> ports(JsonNode node, String name) {
        List<Integer> ports = new ArrayList<>();
        for (JsonNode mapping : node.path("portMappings")) {
            int port = mapping.path("containerPort").asInt();
            int host = mapping.path("hostPort").asInt(port);
            if (port < 1 || port > 65_535) {
                throw EcsErrors.client(
                        "Invalid container port " + port + " of container " + name + ": it must be from 1 to 65535.");
            }
            if (host != 0 && host != port) {
                throw EcsErrors.client("When networkMode=awsvpc, the host ports and container ports in port mappings"
                        + " must match.");
            }
            ports.add(port);
        }
        return List.copyOf(ports);
    }

    private static void unsupported(JsonNode node, String name, String member) {
        if (!node.path(member).isEmpty()) {
            throw EcsErrors.client(
                    "Container " + name + " sets '" + member
                            + "', which the local cloud does not support yet; leave it out, or pass the values as environment.");
        }
    }
}
