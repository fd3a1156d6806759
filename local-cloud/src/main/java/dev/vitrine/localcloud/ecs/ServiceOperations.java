package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.ecs.Deployment.RolloutState;
import dev.vitrine.localcloud.elb.Targets;
import dev.vitrine.localcloud.http.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** ECS's operations on services. Each changes what is wanted; the scheduler makes it so. */
final class ServiceOperations {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final int MAX_DESCRIBED = 10;
    private static final int MAX_DESIRED = 50;
    private static final List<String> CHANGEABLE = List.of(
            "capacityProviderStrategy",
            "deploymentConfiguration",
            "enableECSManagedTags",
            "enableExecuteCommand",
            "healthCheckGracePeriodSeconds",
            "loadBalancers",
            "networkConfiguration",
            "propagateTags");

    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Services services;
    private final Targets targets;
    private final Clock clock;

    ServiceOperations(Clusters clusters, TaskDefinitions definitions, Services services, Targets targets, Clock clock) {
        this.clusters = clusters;
        this.definitions = definitions;
        this.services = services;
        this.targets = targets;
        this.clock = clock;
    }

    ObjectNode create(ObjectNode input) {
        String cluster = clusters.require(input);
        String name = input.path("serviceName").asText();
        if (!NAME.matcher(name).matches()) {
            throw EcsErrors.invalid(
                    "Service names have from 1 to 255 letters, digits, hyphens and underscores, not '" + name + "'.");
        }
        clusters.requireProviders(cluster, input);
        TaskDefinition definition = definition(input.path("taskDefinition").asText());
        ObjectNode source = input.deepCopy();
        source.remove(List.of("tags", "desiredCount", "taskDefinition"));
        check(source, definition);
        int desired = desired(input, -1);
        if (desired < 0) {
            throw EcsErrors.invalid("desiredCount must be given for a service of replicas.");
        }
        synchronized (services) {
            Optional<Service> before = services.find(cluster, name);
            if (before.isPresent() && before.get().status() == Service.Status.DRAINING) {
                throw EcsErrors.invalid("Unable to Start a service that is still Draining.");
            }
            if (before.isPresent() && before.get().status() == Service.Status.ACTIVE) {
                if (isSame(before.get(), source, desired, definition)) {
                    return answer(before.get());
                }
                throw EcsErrors.invalid("Creation of service was not idempotent.");
            }
            long now = clock.millis();
            Service service = new Service(
                    cluster,
                    name,
                    Service.Status.ACTIVE,
                    source,
                    desired,
                    Json.pairs(input.path("tags"), "key", "value"),
                    List.of(deployment(definition, now)),
                    List.of(),
                    now,
                    0);
            services.put(service);
            return answer(service);
        }
    }

    ObjectNode update(ObjectNode input) {
        String cluster = clusters.require(input);
        synchronized (services) {
            Service before =
                    services.find(cluster, input.path("service").asText()).orElseThrow(EcsErrors::serviceNotFound);
            if (before.status() != Service.Status.ACTIVE) {
                throw EcsErrors.serviceNotActive();
            }
            TaskDefinition definition = Json.text(input, "taskDefinition")
                    .map(this::definition)
                    .orElseGet(() -> known(before.primary().taskDefinition()));
            ObjectNode source = before.source().deepCopy();
            CHANGEABLE.stream().filter(input::has).forEach(member -> source.set(member, input.get(member)));
            check(source, definition);
            Service changed = before.with(source, desired(input, before.desiredCount()));
            boolean renewed = input.path("forceNewDeployment").asBoolean()
                    || !definition.arn().equals(before.primary().taskDefinition())
                    || !changed.balancers().equals(before.balancers())
                    || !source.path("networkConfiguration")
                            .equals(before.source().path("networkConfiguration"));
            services.put(renewed ? renewed(changed, definition) : changed);
            return answer(services.find(cluster, before.name()).orElseThrow(EcsErrors::serviceNotFound));
        }
    }

    ObjectNode delete(ObjectNode input) {
        String cluster = clusters.require(input);
        synchronized (services) {
            Service service =
                    services.find(cluster, input.path("service").asText()).orElseThrow(EcsErrors::serviceNotFound);
            if (service.status() == Service.Status.INACTIVE) {
                throw EcsErrors.serviceNotActive();
            }
            if (service.desiredCount() > 0 && !input.path("force").asBoolean()) {
                throw EcsErrors.invalid("The service cannot be stopped while it is scaled above 0.");
            }
            Service draining = service.with(Service.Status.DRAINING, 0, 0);
            services.put(draining);
            return answer(draining);
        }
    }

    ObjectNode describe(ObjectNode input) {
        String cluster = clusters.require(input);
        List<String> names = Json.strings(input.path("services"));
        if (names.isEmpty()) {
            throw EcsErrors.invalid("Services cannot be empty.");
        }
        if (names.size() > MAX_DESCRIBED) {
            throw EcsErrors.invalid("Services cannot be more than " + MAX_DESCRIBED + ".");
        }
        boolean tags = Json.strings(input.path("include")).contains("TAGS");
        ObjectNode node = Json.object();
        ArrayNode found = node.putArray("services");
        ArrayNode failures = node.putArray("failures");
        for (String name : names) {
            services.find(cluster, name)
                    .ifPresentOrElse(it -> found.add(it.json(services.tasks(it), tags)), () -> failures.addObject()
                            .put("arn", Arns.service(cluster, Arns.lastPart(name)))
                            .put("reason", "MISSING"));
        }
        return node;
    }

    ObjectNode list(ObjectNode input) {
        String cluster = clusters.require(input);
        return Pages.answer(
                input,
                "serviceArns",
                services.of(cluster).stream()
                        .filter(it -> it.status() != Service.Status.INACTIVE)
                        .map(Service::arn)
                        .toList());
    }

    /** The new deployment first; of the others the last that was completed, and those whose tasks still run. */
    private Service renewed(Service service, TaskDefinition definition) {
        long now = clock.millis();
        List<Deployment> deployments = new ArrayList<>();
        deployments.add(deployment(definition, now));
        service.deployments()
                .forEach(it -> deployments.add(it.with(false, it.rolloutState(), it.rolloutReason(), now)));
        return service.withDeployments(deployments);
    }

    private static Deployment deployment(TaskDefinition definition, long now) {
        long number = ThreadLocalRandom.current().nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
        String id = "ecs-svc/" + number;
        return new Deployment(
                id,
                definition.arn(),
                true,
                RolloutState.IN_PROGRESS,
                "ECS deployment " + id + " in progress.",
                0,
                now,
                now);
    }

    private TaskDefinition definition(String name) {
        TaskDefinition definition =
                definitions.find(name).orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
        if (!definition.isActive()) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        return definition;
    }

    private TaskDefinition known(String arn) {
        return definitions.find(arn).orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
    }

    private static int desired(ObjectNode input, int otherwise) {
        int desired = input.path("desiredCount").asInt(otherwise);
        if (input.has("desiredCount") && (desired < 0 || desired > MAX_DESIRED)) {
            throw EcsErrors.invalid("desiredCount must be from 0 to " + MAX_DESIRED + " on one computer.");
        }
        return desired;
    }

    private void check(JsonNode source, TaskDefinition definition) {
        DeploymentConfig.parse(source.path("deploymentConfiguration"));
        String controller = source.path("deploymentController").path("type").asText("ECS");
        String strategy = source.path("schedulingStrategy").asText("REPLICA");
        if (!controller.equals("ECS") || !strategy.equals("REPLICA")) {
            throw EcsErrors.invalid(
                    "The local cloud supports the deployment controller ECS and the scheduling strategy REPLICA alone.");
        }
        if (definition.needsNetwork() && source.path("networkConfiguration").isEmpty()) {
            throw EcsErrors.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        for (JsonNode balancer : source.path("loadBalancers")) {
            String container = balancer.path("containerName").asText();
            int port = balancer.path("containerPort").asInt();
            ContainerDefinition found = definition.containers().stream()
                    .filter(it -> it.name().equals(container))
                    .findFirst()
                    .orElseThrow(() -> EcsErrors.invalid(
                            "The container " + container + " does not exist in the task definition."));
            if (!found.ports().contains(port)) {
                throw EcsErrors.invalid(
                        "The container " + container + " did not have a container port " + port + " defined.");
            }
            String group = balancer.path("targetGroupArn").asText();
            if (!targets.attached(group)) {
                throw EcsErrors.invalid("The target group with targetGroupArn " + group
                        + " does not have an associated load balancer.");
            }
        }
    }

    private static boolean isSame(Service service, JsonNode source, int desired, TaskDefinition definition) {
        return service.source().equals(source)
                && service.desiredCount() == desired
                && service.primary().taskDefinition().equals(definition.arn());
    }

    private ObjectNode answer(Service service) {
        ObjectNode node = Json.object();
        node.set("service", service.json(services.tasks(service), true));
        return node;
    }
}
