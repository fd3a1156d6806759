package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class EcsService implements ResourceType {
    @Override
    public String name() {
        return "AWS::ECS::Service";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = input(resource.properties());
        input.put("serviceName", resource.nameBy("ServiceName", 255));
        if (!input.has("desiredCount")) {
            input.put("desiredCount", 1);
        }
        return Ecs.call(resource, "CreateService", input)
                .path("service")
                .path("serviceArn")
                .asText();
    }

    @Override
    public Optional<String> existing(Provision resource) {
        JsonNode found = service(resource, resource.nameBy("ServiceName", 255));
        return Optional.ofNullable(found.path("serviceArn").textValue())
                .filter(_ -> found.path("status").asText().equals("ACTIVE"));
    }

    private static ObjectNode input(ObjectNode properties) {
        ObjectNode input = Trees.camelObject(properties);
        if (input.has("placementStrategies")) {
            input.set("placementStrategy", input.remove("placementStrategies"));
        }
        return input;
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode changed = Json.object();
        resource.properties().properties().forEach(property -> {
            if (!property.getValue().equals(before.path(property.getKey()))) {
                changed.set(property.getKey(), property.getValue());
            }
        });
        if (before.has("LoadBalancers") && !resource.has("LoadBalancers")) {
            changed.putArray("LoadBalancers");
        }
        changed.remove("Tags");
        if (!changed.isEmpty()) {
            ObjectNode input = input(changed);
            input.put("service", resource.id()).put("cluster", cluster(resource));
            Ecs.call(resource, "UpdateService", input);
        }
        Ecs.tags(resource, resource.id(), before);
    }

    @Override
    public boolean isStable(Provision resource) {
        JsonNode service = service(resource, resource.id());
        if (!service.path("status").asText().equals("ACTIVE")) {
            throw AwsException.badRequest("NotStabilized", "The service is not active.");
        }
        String wanted = resource.get("TaskDefinition").asText();
        for (JsonNode deployment : service.path("deployments")) {
            if (deployment.path("rolloutState").asText().equals("FAILED")
                    && deployment.path("taskDefinition").asText().equals(wanted)) {
                throw circuitBreaker();
            }
        }
        JsonNode primary = service.path("deployments").path(0);
        boolean rolledBack = service.path("deployments").size() == 1
                && wanted.startsWith("arn:")
                && !primary.path("taskDefinition").asText().equals(wanted);
        if (rolledBack) {
            throw circuitBreaker();
        }
        return service.path("deployments").size() == 1
                && service.path("runningCount").asInt()
                        == service.path("desiredCount").asInt()
                && !primary.path("rolloutState").asText("COMPLETED").equals("IN_PROGRESS");
    }

    private static AwsException circuitBreaker() {
        return AwsException.badRequest(
                "GeneralServiceException",
                "Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.");
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> Ecs.call(
                resource,
                "DeleteService",
                Json.object()
                        .put("service", resource.id())
                        .put("cluster", cluster(resource))
                        .put("force", true)));
    }

    @Override
    public boolean isGone(Provision resource) {
        JsonNode service = service(resource, resource.id());
        return service.isMissingNode() || service.path("status").asText().equals("INACTIVE");
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        String arn = resource.id();
        return Json.object().put("ServiceArn", arn).put("Name", arn.substring(arn.lastIndexOf('/') + 1));
    }

    private static String cluster(Provision resource) {
        return resource.text("Cluster").orElse("default");
    }

    private static JsonNode service(Provision resource, String name) {
        ObjectNode input = Json.object().put("cluster", cluster(resource));
        input.putArray("services").add(name);
        try {
            return Ecs.call(resource, "DescribeServices", input)
                    .path("services")
                    .path(0);
        } catch (AwsException e) {
            if (Missing.isGone(e)) {
                return Json.object().path("missing");
            }
            throw e;
        }
    }
}
