package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ECS's operations on tasks. */
final class TaskOperations {
    private static final int MAX_COUNT = 10;
    private static final int MAX_DESCRIBED = 100;

    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Tasks tasks;
    private final EcsConfig config;

    TaskOperations(Clusters clusters, TaskDefinitions definitions, Tasks tasks, EcsConfig config) {
        this.clusters = clusters;
        this.definitions = definitions;
        this.tasks = tasks;
        this.config = config;
    }

    synchronized ObjectNode run(ObjectNode input) {
        String cluster = clusters.require(input);
        TaskDefinition definition = definitions
                .find(input.path("taskDefinition").asText())
                .orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
        if (!definition.isActive()) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        int count = input.path("count").asInt(1);
        if (count < 1 || count > MAX_COUNT) {
            throw EcsErrors.invalid("Count must be between 1 and " + MAX_COUNT + ".");
        }
        clusters.requireProviders(cluster, input);
        Task.Request request = request(input, cluster, definition);
        Optional<ObjectNode> repeated = repeated(request);
        return repeated.orElseGet(
                () -> start(request, definition, Json.pairs(input.path("tags"), "key", "value"), count));
    }

    ObjectNode stop(ObjectNode input) {
        String cluster = clusters.require(input);
        TaskControl control = tasks.find(cluster, input.path("task").asText()).orElseThrow(EcsErrors::taskNotFound);
        control.stop("UserInitiated", Json.text(input, "reason").orElse("Task stopped by user"), Duration.ofMinutes(2));
        ObjectNode node = Json.object();
        node.set("task", control.task().json(true));
        return node;
    }

    ObjectNode describe(ObjectNode input) {
        String cluster = clusters.require(input);
        List<String> names = Json.strings(input.path("tasks"));
        if (names.isEmpty()) {
            throw EcsErrors.invalid("Tasks cannot be empty.");
        }
        if (names.size() > MAX_DESCRIBED) {
            throw EcsErrors.invalid("Tasks cannot be more than " + MAX_DESCRIBED + ".");
        }
        boolean tags = Json.strings(input.path("include")).contains("TAGS");
        ObjectNode node = Json.object();
        ArrayNode found = node.putArray("tasks");
        ArrayNode failures = node.putArray("failures");
        for (String name : names) {
            Optional<TaskControl> control = tasks.find(cluster, name);
            control.ifPresentOrElse(it -> found.add(it.task().json(tags)), () -> failures.addObject()
                    .put("arn", Arns.task(cluster, Arns.lastPart(name)))
                    .put("reason", "MISSING"));
        }
        return node;
    }

    ObjectNode list(ObjectNode input) {
        String cluster = clusters.require(input);
        String desired = Json.text(input, "desiredStatus").orElse("RUNNING");
        if (!List.of("RUNNING", "PENDING", "STOPPED").contains(desired)) {
            throw EcsErrors.invalid("Invalid desiredStatus: " + desired);
        }
        Optional<String> family = Json.text(input, "family");
        Optional<String> startedBy = Json.text(input, "startedBy");
        Optional<String> service = Json.text(input, "serviceName").map(Arns::lastPart);
        return Pages.answer(
                input,
                "taskArns",
                tasks.list(cluster).stream()
                        .filter(task -> task.desiredStatus().equals(desired))
                        .filter(task ->
                                family.map(task.request().family()::equals).orElse(true))
                        .filter(task -> startedBy
                                .map(task.request().startedBy()::equals)
                                .orElse(true))
                        .filter(task -> service.map(it -> task.service().equals(Optional.of(it)))
                                .orElse(true))
                        .map(Task::arn)
                        .toList());
    }

    private ObjectNode start(Task.Request request, TaskDefinition definition, Map<String, String> tags, int count) {
        ObjectNode node = Json.object();
        ArrayNode started = node.putArray("tasks");
        ArrayNode failures = node.putArray("failures");
        for (int i = 0; i < count; i++) {
            if (tasks.hasRoom()) {
                Task task = tasks.make(request, definition, tags);
                tasks.start(task);
                started.add(task.json(true));
            } else {
                failures.addObject()
                        .put(
                                "reason",
                                "Capacity is unavailable at this time. Please try again later or in a different"
                                        + " availability zone")
                        .put("detail", "The local cloud runs at most " + config.maxTasks() + " tasks at once.");
            }
        }
        return node;
    }

    private Task.Request request(ObjectNode input, String cluster, TaskDefinition definition) {
        JsonNode overrides = input.path("overrides").isObject() ? input.path("overrides") : Json.object();
        List<String> names =
                definition.containers().stream().map(ContainerDefinition::name).toList();
        for (JsonNode override : overrides.path("containerOverrides")) {
            String name = override.path("name").asText();
            if (!names.contains(name)) {
                throw EcsErrors.invalid(
                        "Override for container named " + name + " is not a container in the TaskDefinition.");
            }
        }
        Optional<String> cpu = Json.text(overrides, "cpu").or(definition::cpu);
        Optional<String> memory = Json.text(overrides, "memory").or(definition::memory);
        FargateSize size = definition.isFargate() ? FargateSize.parse(cpu, memory) : new FargateSize(0, 0);
        return new Task.Request(
                cluster,
                definition.family(),
                definition.revision(),
                Json.text(input, "group").orElse("family:" + definition.family()),
                input.path("startedBy").asText(),
                input.path("capacityProviderStrategy")
                        .path(0)
                        .path("capacityProvider")
                        .asText(),
                size.cpu() > 0 ? Integer.toString(size.cpu()) : cpu.orElse("0"),
                size.memory() > 0 ? Integer.toString(size.memory()) : memory.orElse("0"),
                overrides,
                input.path("clientToken").asText(),
                input.hashCode());
    }

    /** The answer to an earlier request with the same client token. */
    private Optional<ObjectNode> repeated(Task.Request request) {
        if (request.clientToken().isEmpty()) {
            return Optional.empty();
        }
        List<Task> earlier = tasks.list(request.cluster()).stream()
                .filter(task -> task.request().clientToken().equals(request.clientToken()))
                .toList();
        if (earlier.stream().anyMatch(task -> task.request().fingerprint() != request.fingerprint())) {
            throw AwsException.badRequest(
                    "ConflictException", "The client token was used before, for a request with other parameters.");
        }
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("tasks");
        earlier.forEach(task -> list.add(task.json(true)));
        node.putArray("failures");
        return earlier.isEmpty() ? Optional.empty() : Optional.of(node);
    }
}
