package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.logs.LogSink;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.process.Execution;
import dev.vitrine.localcloud.process.Image;
import dev.vitrine.localcloud.process.ImageStore;
import dev.vitrine.localcloud.process.Launch;
import dev.vitrine.localcloud.process.LaunchException;
import dev.vitrine.localcloud.process.OutputFollower;
import dev.vitrine.localcloud.process.Runner;
import dev.vitrine.localcloud.secret.SecretValues;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the containers of tasks, or finds those that an earlier local cloud started, and follows what they print. */
final class ContainerLauncher {
    private static final String SECRETS = "ResourceInitializationError: ";

    /** A container that was started: its program and its output. */
    record Running(ContainerDefinition definition, Execution execution, OutputFollower output) {}

    /** A container that was started now, and the digest of the image that its tag named at that moment. */
    record Started(Running running, String imageDigest) {}

    private final Path folder;
    private final Runner runner;
    private final ImageStore images;
    private final ChildEnvironment environment;
    private final SecretValues secrets;
    private final LogSink logs;
    private final Clock clock;

    ContainerLauncher(
            Path folder,
            Runner runner,
            ImageStore images,
            ChildEnvironment environment,
            SecretValues secrets,
            LogSink logs,
            Clock clock) {
        this.secrets = secrets;
        this.folder = folder;
        this.runner = runner;
        this.images = images;
        this.environment = environment;
        this.logs = logs;
        this.clock = clock;
    }

    /** @throws LaunchException whose message is the container's reason in ECS's words */
    Started start(Task task, ContainerDefinition definition) throws LaunchException {
        Image image = images.find(definition.image())
                .orElseThrow(() -> new LaunchException("CannotPullContainerError: pull image manifest has been retried"
                        + " 1 time(s): failed to resolve ref " + definition.image() + ": " + definition.image()
                        + ": not found"));
        try {
            Execution execution = runner.start(launch(task, definition, image));
            return new Started(follow(task, definition, execution), image.digest());
        } catch (LaunchException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            throw new LaunchException(reason.startsWith(SECRETS) ? reason : "CannotStartContainerError: " + reason, e);
        }
    }

    /** The container that an earlier local cloud started; empty when it never did. */
    Optional<Running> find(Task task, ContainerDefinition definition) {
        return runner.find(folder(task.id(), definition.name())).map(execution -> follow(task, definition, execution));
    }

    /** Where the files of a task are. */
    Path folder(String taskId) {
        return folder.resolve(taskId);
    }

    private Path folder(String taskId, String container) {
        return folder(taskId).resolve(container);
    }

    private Running follow(Task task, ContainerDefinition definition, Execution execution) {
        String stream = definition.logStream(task.id());
        return new Running(definition, execution, OutputFollower.follow(execution.output(), line -> definition
                .logGroup()
                .ifPresent(group -> logs.append(group, stream, clock.millis(), line))));
    }

    private static String runtimeId(Task task, ContainerDefinition definition) {
        return task.containers().stream()
                .filter(container -> container.name().equals(definition.name()))
                .map(Container::runtimeId)
                .findFirst()
                .orElse("");
    }

    private Launch launch(Task task, ContainerDefinition definition, Image image) throws LaunchException {
        Task.Request request = task.request();
        JsonNode override = override(task, definition.name());
        List<String> command = new ArrayList<>(
                definition.entryPoint().isEmpty() ? image.config().entrypoint() : definition.entryPoint());
        command.addAll(arguments(definition, image, Json.strings(override.path("command"))));

        Map<String, String> variables = new HashMap<>(environment.variables());
        variables.putAll(image.config().variables());
        variables.put("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
        // Its last part is the container's id, which programs read. Nothing answers there.
        variables.put("ECS_CONTAINER_METADATA_URI_V4", environment.endpoint() + "/v4/" + runtimeId(task, definition));
        variables.putAll(definition.environment());
        variables.putAll(secrets(definition));
        variables.putAll(Json.pairs(override.path("environment"), "name", "value"));
        variables.putAll(listening(task, definition));

        return new Launch(
                image,
                command,
                definition.workingDirectory().orElse(image.config().workingDirectory()),
                variables,
                folder(task.id(), definition.name()),
                new Launch.Limits(Integer.parseInt(request.memory()), Integer.parseInt(request.cpu()) / 1024.0));
    }

    private Map<String, String> secrets(ContainerDefinition definition) throws LaunchException {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, String> it : definition.secrets().entrySet()) {
            try {
                values.put(it.getKey(), secrets.value(it.getValue()));
            } catch (AwsException e) {
                throw new LaunchException(
                        SECRETS
                                + "unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve"
                                + " the value of " + it.getKey() + " from " + it.getValue() + ": " + e.code() + ": "
                                + e.getMessage(),
                        e);
            }
        }
        return values;
    }

    /** Many tasks share this computer: a container listens on loopback, on a port of its own. */
    private static Map<String, String> listening(Task task, ContainerDefinition definition) {
        return definition.ports().stream()
                .findFirst()
                .flatMap(port -> task.port(definition.name(), port))
                .map(port -> Map.of("PORT", Integer.toString(port), "HOST", Ports.HOST))
                .orElse(Map.of());
    }

    /** The override's words, else the definition's; the image's own only stand beside its own entry point. */
    private static List<String> arguments(ContainerDefinition definition, Image image, List<String> overriding) {
        if (!overriding.isEmpty()) {
            return overriding;
        }
        if (!definition.command().isEmpty()) {
            return definition.command();
        }
        return definition.entryPoint().isEmpty() ? image.config().command() : List.of();
    }

    private static JsonNode override(Task task, String container) {
        for (JsonNode override : task.request().overrides().path("containerOverrides")) {
            if (override.path("name").asText().equals(container)) {
                return override;
            }
        }
        return MissingNode.getInstance();
    }
}
