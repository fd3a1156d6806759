package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A service as it is stored: so many tasks, kept running.
 *
 * @param source what was asked for, in ECS's shape, with later changes
 * @param deployments the primary first
 * @param events the newest first
 * @param inactiveAt when its last task had ended after it was deleted, milliseconds since 1970; 0 until then
 */
record Service(
        String cluster,
        String name,
        Status status,
        JsonNode source,
        int desiredCount,
        Map<String, String> tags,
        List<Deployment> deployments,
        List<Event> events,
        long createdAt,
        long inactiveAt) {
    private static final int MAX_EVENTS = 100;

    /** DRAINING once it is deleted and until its tasks have ended. */
    enum Status {
        ACTIVE,
        DRAINING,
        INACTIVE
    }

    /** @param at milliseconds since 1970 */
    record Event(String id, long at, String message) {}

    /** The load balancer's target group that a container's port is registered in. */
    record Balancer(String targetGroupArn, String container, int containerPort) {}

    Service {
        tags = Map.copyOf(tags);
        deployments = List.copyOf(deployments);
        events = List.copyOf(events);
    }

    String key() {
        return key(cluster, name);
    }

    static String key(String cluster, String name) {
        return cluster + "/" + name;
    }

    String arn() {
        return Arns.service(cluster, name);
    }

    Deployment primary() {
        return deployments.getFirst();
    }

    DeploymentConfig config() {
        return DeploymentConfig.parse(source.path("deploymentConfiguration"));
    }

    List<Balancer> balancers() {
        List<Balancer> balancers = new ArrayList<>();
        source.path("loadBalancers")
                .forEach(it -> balancers.add(new Balancer(
                        it.path("targetGroupArn").asText(),
                        it.path("containerName").asText(),
                        it.path("containerPort").asInt())));
        return balancers;
    }

    /** Where a task of this service is reached by a balancer. */
    static Optional<Integer> port(Task task, Balancer balancer) {
        return task.port(balancer.container(), balancer.containerPort());
    }

    long graceMillis(long secondMillis) {
        return source.path("healthCheckGracePeriodSeconds").asLong() * secondMillis;
    }

    Service with(Status changed, int desired, long inactive) {
        return new Service(cluster, name, changed, source, desired, tags, deployments, events, createdAt, inactive);
    }

    Service with(JsonNode changed, int desired) {
        return new Service(cluster, name, status, changed, desired, tags, deployments, events, createdAt, inactiveAt);
    }

    Service withTags(Map<String, String> changed) {
        return new Service(
                cluster, name, status, source, desiredCount, changed, deployments, events, createdAt, inactiveAt);
    }

    Service withDeployments(List<Deployment> changed) {
        return new Service(cluster, name, status, source, desiredCount, tags, changed, events, createdAt, inactiveAt);
    }

    /** With one deployment changed, if it still is one. */
    Service withDeployment(String id, UnaryOperator<Deployment> change) {
        return withDeployments(deployments.stream()
                .map(it -> it.id().equals(id) ? change.apply(it) : it)
                .toList());
    }

    /** With one event more, which begins with the service's name. */
    Service says(long now, String message) {
        List<Event> more = new ArrayList<>();
        more.add(new Event(UUID.randomUUID().toString(), now, "(service " + name + ") " + message));
        more.addAll(events.subList(0, Math.min(events.size(), MAX_EVENTS - 1)));
        return new Service(cluster, name, status, source, desiredCount, tags, deployments, more, createdAt, inactiveAt);
    }

    static long running(Collection<Task> tasks) {
        return tasks.stream().filter(it -> it.status() == TaskStatus.RUNNING).count();
    }

    static long pending(Collection<Task> tasks) {
        return tasks.stream()
                .filter(it -> it.status() == TaskStatus.PROVISIONING || it.status() == TaskStatus.PENDING)
                .count();
    }

    /** How its tasks are launched, as services and deployments both say it. */
    void launch(ObjectNode node) {
        if (source.path("capacityProviderStrategy").isEmpty()) {
            node.put("launchType", Json.text(source, "launchType").orElse("FARGATE"));
        } else {
            node.set("capacityProviderStrategy", source.path("capacityProviderStrategy"));
        }
        node.put("platformVersion", "1.4.0").put("platformFamily", "Linux");
        if (source.path("networkConfiguration").isObject()) {
            node.set("networkConfiguration", source.path("networkConfiguration"));
        }
    }

    /**
     * In the shape of ECS's answers.
     *
     * @param tasks of this service, running and stopped
     */
    ObjectNode json(List<Task> tasks, boolean withTags) {
        ObjectNode node = Json.object()
                .put("serviceArn", arn())
                .put("serviceName", name)
                .put("clusterArn", Arns.cluster(cluster))
                .put("status", status.name())
                .put("desiredCount", desiredCount)
                .put("runningCount", running(tasks))
                .put("pendingCount", pending(tasks))
                .put("taskDefinition", primary().taskDefinition())
                .put("schedulingStrategy", "REPLICA")
                .put(
                        "healthCheckGracePeriodSeconds",
                        source.path("healthCheckGracePeriodSeconds").asInt())
                .put("enableECSManagedTags", source.path("enableECSManagedTags").asBoolean())
                .put("enableExecuteCommand", source.path("enableExecuteCommand").asBoolean())
                .put("propagateTags", Json.text(source, "propagateTags").orElse("NONE"));
        launch(node);
        node.putObject("deploymentController").put("type", "ECS");
        node.set("deploymentConfiguration", config().json());
        ArrayNode balancers = node.putArray("loadBalancers");
        balancers().forEach(it -> balancers
                .addObject()
                .put("targetGroupArn", it.targetGroupArn())
                .put("containerName", it.container())
                .put("containerPort", it.containerPort()));
        node.putArray("serviceRegistries");
        node.putArray("placementConstraints");
        node.putArray("placementStrategy");
        ArrayNode all = node.putArray("deployments");
        deployments.forEach(it -> all.add(it.json(this, tasks)));
        ArrayNode said = node.putArray("events");
        events.forEach(it -> {
            ObjectNode event = said.addObject().put("id", it.id()).put("message", it.message());
            Json.time(event, "createdAt", it.at());
        });
        Json.time(node, "createdAt", createdAt);
        node.set("tags", Json.pairs(withTags ? tags : Map.of(), "key", "value"));
        return node;
    }
}
