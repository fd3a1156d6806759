package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class TargetGroup implements ResourceType {
    @Override
    public String name() {
        return "AWS::ElasticLoadBalancingV2::TargetGroup";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = Trees.without(resource.properties(), "TargetGroupAttributes", "Targets");
        input.put("Name", resource.nameBy("Name", 32));
        String arn = LoadBalancing.call(resource, "CreateTargetGroup", input)
                .path("TargetGroups")
                .path(0)
                .path("TargetGroupArn")
                .asText();
        return arn;
    }

    @Override
    public void complete(Provision resource) {
        attributesOf(resource);
        targets(resource, "RegisterTargets", resource.get("Targets"));
    }

    private static void attributesOf(Provision resource) {
        LoadBalancing.attributes(resource, "TargetGroupAttributes", "ModifyTargetGroupAttributes", "TargetGroupArn");
    }

    private static void targets(Provision resource, String action, JsonNode targets) {
        if (!targets.isEmpty()) {
            ObjectNode input = Json.object().put("TargetGroupArn", resource.id());
            LoadBalancing.call(resource, action, input.set("Targets", targets));
        }
    }

    @Override
    public Optional<String> existing(Provision resource) {
        ObjectNode input = Json.object();
        input.putArray("Names").add(resource.nameBy("Name", 32));
        return Optional.ofNullable(
                describe(resource, input).path("TargetGroupArn").textValue());
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode input = Trees.only(
                resource.properties(),
                "HealthCheckEnabled",
                "HealthCheckIntervalSeconds",
                "HealthCheckPath",
                "HealthCheckPort",
                "HealthCheckProtocol",
                "HealthCheckTimeoutSeconds",
                "HealthyThresholdCount",
                "Matcher",
                "UnhealthyThresholdCount");
        LoadBalancing.call(resource, "ModifyTargetGroup", input.put("TargetGroupArn", resource.id()));
        attributesOf(resource);
        if (!resource.get("Targets").equals(before.path("Targets"))) {
            targets(resource, "DeregisterTargets", before.path("Targets"));
            targets(resource, "RegisterTargets", resource.get("Targets"));
        }
        LoadBalancing.tags(resource, before);
    }

    @Override
    public void delete(Provision resource) {
        ObjectNode input = Json.object().put("TargetGroupArn", resource.id());
        Missing.ignored(() -> LoadBalancing.call(resource, "DeleteTargetGroup", input));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        ObjectNode input = Json.object();
        input.putArray("TargetGroupArns").add(resource.id());
        JsonNode found = describe(resource, input);
        ObjectNode attributes = Json.object()
                .put("TargetGroupArn", resource.id())
                .put("TargetGroupName", found.path("TargetGroupName").asText())
                .put("TargetGroupFullName", resource.id().replaceFirst(".*:targetgroup", "targetgroup"));
        JsonNode balancers = found.path("LoadBalancerArns");
        attributes.set("LoadBalancerArns", balancers.isArray() ? balancers : Trees.array());
        return attributes;
    }

    private static JsonNode describe(Provision resource, ObjectNode input) {
        return LoadBalancing.call(resource, "DescribeTargetGroups", input)
                .path("TargetGroups")
                .path(0);
    }
}
