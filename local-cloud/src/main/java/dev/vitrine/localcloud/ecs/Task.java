package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is stored.
 *
 * @param request what it was started with
 * @param stop why it ended or is to end; null until then
 * @param ports of this computer, by {@code container:containerPort}
 */
record Task(
        String id,
        Request request,
        Map<String, String> tags,
        TaskStatus status,
        List<Container> containers,
        Times times,
        @Nullable Stop stop,
        Map<String, Integer> ports,
        int version) {

    /**
     * @param overrides as given to RunTask
     * @param capacityProvider name, or empty when a launch type was given
     * @param clientToken empty when none was given
     * @param fingerprint of the whole request, to tell a repeated one from another with the same token
     */
    record Request(
            String cluster,
            String family,
            int revision,
            String group,
            String startedBy,
            String capacityProvider,
            String cpu,
            String memory,
            JsonNode overrides,
            String clientToken,
            int fingerprint) {}

    /** Milliseconds since 1970; null until it happens. */
    record Times(
            long created,
            @Nullable Long started,
            @Nullable Long stopping,
            @Nullable Long stopped) {}

    /** @param code such as {@code EssentialContainerExited} */
    record Stop(String code, String reason) {}

    Task {
        tags = Map.copyOf(tags);
        containers = List.copyOf(containers);
        ports = ports == null ? Map.of() : Map.copyOf(ports);
    }

    Task with(TaskStatus changed) {
        return new Task(id, request, tags, changed, containers, times, stop, ports, version + 1);
    }

    Task with(Times changed) {
        return new Task(id, request, tags, status, containers, changed, stop, ports, version);
    }

    Task with(Stop why) {
        return new Task(id, request, tags, status, containers, times, why, ports, version);
    }

    Task withTags(Map<String, String> changed) {
        return new Task(id, request, changed, status, containers, times, stop, ports, version);
    }

    Task with(String container, UnaryOperator<Container> change) {
        List<Container> changed = containers.stream()
                .map(it -> it.name().equals(container) ? change.apply(it) : it)
                .toList();
        return new Task(id, request, tags, status, changed, times, stop, ports, version + 1);
    }

    /** The service that it belongs to, or nothing. */
    Optional<String> service() {
        return request.group().startsWith("service:")
                ? Optional.of(request.group().substring("service:".length()))
                : Optional.empty();
    }

    /** Where a container's port is on this computer. */
    Optional<Integer> port(String container, int containerPort) {
        return Optional.ofNullable(ports.get(container + ":" + containerPort));
    }

    String arn() {
        return Arns.task(request.cluster(), id);
    }

    /** What ECS means the task to be: RUNNING, or STOPPED once anything made it end. */
    String desiredStatus() {
        return stop == null ? "RUNNING" : "STOPPED";
    }

    /** In the shape of ECS's answers. */
    ObjectNode json(boolean withTags) {
        ObjectNode node = Json.object();
        node.put("taskArn", arn())
                .put("clusterArn", Arns.cluster(request.cluster()))
                .put("taskDefinitionArn", Arns.taskDefinition(request.family(), request.revision()))
                .put("lastStatus", status.name())
                .put("desiredStatus", desiredStatus())
                .put("group", request.group())
                .put("cpu", request.cpu())
                .put("memory", request.memory())
                .put("healthStatus", "UNKNOWN")
                .put("connectivity", "CONNECTED")
                .put("platformFamily", "Linux")
                .put("platformVersion", "1.4.0")
                .put("version", version);
        if (request.capacityProvider().isEmpty()) {
            node.put("launchType", "FARGATE");
        } else {
            node.put("capacityProviderName", request.capacityProvider()).put("launchType", "FARGATE");
        }
        if (!request.startedBy().isEmpty()) {
            node.put("startedBy", request.startedBy());
        }
        node.set("overrides", request.overrides());
        Json.time(node, "createdAt", times.created());
        Json.time(node, "startedAt", times.started());
        Json.time(node, "stoppingAt", times.stopping());
        Json.time(node, "stoppedAt", times.stopped());
        if (stop != null) {
            node.put("stopCode", stop.code()).put("stoppedReason", stop.reason());
        }
        ArrayNode list = node.putArray("containers");
        containers.forEach(container -> list.add(json(container)));
        node.putArray("attachments");
        node.set("tags", Json.pairs(withTags ? tags : Map.of(), "key", "value"));
        return node;
    }

    private ObjectNode json(Container container) {
        ObjectNode node = Json.object();
        node.put("containerArn", Arns.container(request.cluster(), id, container.name()))
                .put("taskArn", arn())
                .put("name", container.name())
                .put("image", container.image())
                .put("runtimeId", container.runtimeId())
                .put("lastStatus", container.status())
                .put("healthStatus", "UNKNOWN");
        if (container.imageDigest() != null) {
            node.put("imageDigest", container.imageDigest());
        }
        if (container.exitCode() != null) {
            node.put("exitCode", container.exitCode());
        }
        if (container.reason() != null) {
            node.put("reason", container.reason());
        }
        node.putArray("networkInterfaces");
        ArrayNode bindings = node.putArray("networkBindings");
        ports.forEach((key, port) -> {
            if (key.startsWith(container.name() + ":")) {
                bindings.addObject()
                        .put("bindIP", Ports.HOST)
                        .put("containerPort", Integer.parseInt(key.substring(key.indexOf(':') + 1)))
                        .put("hostPort", port)
                        .put("protocol", "tcp");
            }
        });
        return node;
    }
}
