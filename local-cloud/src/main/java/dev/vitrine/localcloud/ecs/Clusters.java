package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The clusters; {@code default} is always there. */
final class Clusters {
    static final String DEFAULT = "default";

    private static final Set<String> FARGATE = Set.of("FARGATE", "FARGATE_SPOT");
    private static final List<String> INSIGHTS = List.of("disabled", "enabled", "enhanced");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    /**
     * A cluster as it is stored.
     *
     * @param capacityProviders that tasks may name; null in what an earlier version stored
     * @param settings such as {@code containerInsights}, which are kept and change nothing
     */
    record Cluster(
            String name,
            Map<String, String> tags,
            @Nullable List<String> capacityProviders,
            Map<String, String> settings) {
        Cluster {
            tags = Map.copyOf(tags);
            capacityProviders = capacityProviders == null ? List.of() : List.copyOf(capacityProviders);
            settings = settings == null ? Map.of() : Map.copyOf(settings);
        }
    }

    private final JsonTable<Cluster> table;
    private final Tasks tasks;
    private final Services services;

    Clusters(StateFile state, Tasks tasks, Services services) {
        this.services = services;
        this.table = state.table("clusters", Cluster.class);
        this.tasks = tasks;
        if (table.get(DEFAULT).isEmpty()) {
            table.put(DEFAULT, new Cluster(DEFAULT, Map.of(), List.of(), Map.of()));
        }
    }

    /** The name of the cluster that a request's member means. */
    String require(JsonNode input) {
        String name = Arns.lastPart(Json.text(input, "cluster").orElse(DEFAULT));
        if (table.get(name).isEmpty()) {
            throw EcsErrors.clusterNotFound();
        }
        return name;
    }

    /** Answers with the cluster of that name, which is made if it is new. */
    ObjectNode create(ObjectNode input) {
        String name = Json.text(input, "clusterName").orElse(DEFAULT);
        if (!NAME.matcher(name).matches()) {
            throw EcsErrors.invalid("Cluster names may have up to 255 letters, digits, hyphens and underscores.");
        }
        if (table.get(name).isEmpty()) {
            table.put(
                    name,
                    new Cluster(
                            name, Json.pairs(input.path("tags"), "key", "value"), providers(input), settings(input)));
        }
        ObjectNode node = Json.object();
        node.set("cluster", json(name, "ACTIVE"));
        return node;
    }

    /** Answers with the cluster, whose tasks may name these providers from now on. */
    ObjectNode putCapacityProviders(ObjectNode input) {
        String name = require(input);
        table.get(name)
                .ifPresent(cluster ->
                        table.put(name, new Cluster(name, cluster.tags(), providers(input), cluster.settings())));
        ObjectNode node = Json.object();
        node.set("cluster", json(name, "ACTIVE"));
        return node;
    }

    /** Answers with the cluster, whose settings of these names have other values from now on. */
    ObjectNode updateSettings(ObjectNode input) {
        String name = require(input);
        Map<String, String> changes = settings(input);
        table.get(name).ifPresent(cluster -> {
            Map<String, String> settings = new TreeMap<>(cluster.settings());
            settings.putAll(changes);
            table.put(name, new Cluster(name, cluster.tags(), cluster.capacityProviders(), settings));
        });
        ObjectNode node = Json.object();
        node.set("cluster", json(name, "ACTIVE"));
        return node;
    }

    private static Map<String, String> settings(ObjectNode input) {
        Map<String, String> settings = Json.pairs(input.path("settings"), "name", "value");
        settings.forEach((name, value) -> {
            if (!name.equals("containerInsights") || !INSIGHTS.contains(value)) {
                throw EcsErrors.invalid("The setting must be containerInsights with one of " + INSIGHTS + ", not "
                        + name + " with " + value + ".");
            }
        });
        return settings;
    }

    private static List<String> providers(ObjectNode input) {
        List<String> providers = Json.strings(input.path("capacityProviders"));
        providers.stream().filter(name -> !FARGATE.contains(name)).findFirst().ifPresent(name -> {
            throw EcsErrors.invalid("The specified capacity provider " + name
                    + " was not found. Specify a valid name or ARN and try again.");
        });
        return providers;
    }

    /** Refuses a request whose strategy names what the cluster does not have. */
    void requireProviders(String name, ObjectNode input) {
        JsonNode strategy = input.path("capacityProviderStrategy");
        if (!strategy.isEmpty() && input.hasNonNull("launchType")) {
            throw EcsErrors.invalid("Specifying both a launch type and capacity provider strategy is not supported."
                    + " Remove one and try again.");
        }
        List<String> known = table.get(name).map(Cluster::capacityProviders).orElse(List.of());
        for (JsonNode item : strategy) {
            if (!known.contains(item.path("capacityProvider").asText())) {
                throw EcsErrors.invalid("The specified capacity provider strategy cannot contain a capacity provider"
                        + " that is not associated with the cluster. Associate the capacity provider with the cluster"
                        + " and try again.");
            }
        }
    }

    ObjectNode describe(ObjectNode input) {
        List<String> names = input.path("clusters").isEmpty() ? List.of(DEFAULT) : Json.strings(input.path("clusters"));
        ObjectNode node = Json.object();
        ArrayNode found = node.putArray("clusters");
        ArrayNode failures = node.putArray("failures");
        for (String name : names.stream().map(Arns::lastPart).toList()) {
            if (table.get(name).isPresent()) {
                found.add(json(name, "ACTIVE"));
            } else {
                failures.addObject().put("arn", Arns.cluster(name)).put("reason", "MISSING");
            }
        }
        return node;
    }

    ObjectNode list(ObjectNode input) {
        return Pages.answer(
                input,
                "clusterArns",
                table.values().stream()
                        .map(cluster -> Arns.cluster(cluster.name()))
                        .toList());
    }

    ObjectNode delete(ObjectNode input) {
        String name = require(input);
        if (tasks.list(name).stream().anyMatch(task -> task.status() != TaskStatus.STOPPED)) {
            throw EcsErrors.client("The Cluster cannot be deleted while Tasks are active.");
        }
        if (activeServices(name) > 0) {
            throw AwsException.badRequest(
                    "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
        }
        ObjectNode node = Json.object();
        node.set("cluster", json(name, "INACTIVE"));
        table.remove(name);
        return node;
    }

    private ObjectNode json(String name, String status) {
        List<Task> active = tasks.list(name);
        ObjectNode node = Json.object();
        node.put("clusterArn", Arns.cluster(name))
                .put("clusterName", name)
                .put("status", status)
                .put("registeredContainerInstancesCount", 0)
                .put("runningTasksCount", count(active, TaskStatus.RUNNING))
                .put("pendingTasksCount", count(active, TaskStatus.PENDING) + count(active, TaskStatus.PROVISIONING))
                .put("activeServicesCount", activeServices(name));
        ArrayNode providers = node.putArray("capacityProviders");
        table.get(name).map(Cluster::capacityProviders).orElse(List.of()).forEach(providers::add);
        node.set("settings", Json.pairs(table.get(name).map(Cluster::settings).orElse(Map.of()), "name", "value"));
        node.set("tags", Json.pairs(table.get(name).map(Cluster::tags).orElse(Map.of()), "key", "value"));
        return node;
    }

    private long activeServices(String cluster) {
        return services.of(cluster).stream()
                .filter(it -> it.status() != Service.Status.INACTIVE)
                .count();
    }

    private static long count(List<Task> tasks, TaskStatus status) {
        return tasks.stream().filter(task -> task.status() == status).count();
    }
}
