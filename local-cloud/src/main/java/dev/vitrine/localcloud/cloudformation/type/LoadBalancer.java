package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class LoadBalancer implements ResourceType {
    @Override
    public String name() {
        return "AWS::ElasticLoadBalancingV2::LoadBalancer";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = Trees.without(resource.properties(), "LoadBalancerAttributes");
        input.put("Name", resource.nameBy("Name", 32));
        String arn = LoadBalancing.call(resource, "CreateLoadBalancer", input)
                .path("LoadBalancers")
                .path(0)
                .path("LoadBalancerArn")
                .asText();
        return arn;
    }

    @Override
    public void complete(Provision resource) {
        LoadBalancing.attributes(resource, "LoadBalancerAttributes", "ModifyLoadBalancerAttributes", "LoadBalancerArn");
    }

    @Override
    public Optional<String> existing(Provision resource) {
        ObjectNode input = Json.object();
        input.putArray("Names").add(resource.nameBy("Name", 32));
        return Optional.ofNullable(
                describe(resource, input).path("LoadBalancerArn").textValue());
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode arn = Json.object().put("LoadBalancerArn", resource.id());
        if (!resource.get("SecurityGroups").equals(before.path("SecurityGroups"))) {
            LoadBalancing.call(
                    resource,
                    "SetSecurityGroups",
                    arn.deepCopy().set("SecurityGroups", resource.get("SecurityGroups")));
        }
        if (!resource.get("Subnets").equals(before.path("Subnets"))) {
            LoadBalancing.call(resource, "SetSubnets", arn.deepCopy().set("Subnets", resource.get("Subnets")));
        }
        complete(resource);
        LoadBalancing.tags(resource, before);
    }

    @Override
    public boolean isStable(Provision resource) {
        return describe(resource, byArn(resource))
                .path("State")
                .path("Code")
                .asText("active")
                .equals("active");
    }

    @Override
    public void delete(Provision resource) {
        ObjectNode input = Json.object().put("LoadBalancerArn", resource.id());
        Missing.ignored(() -> LoadBalancing.call(resource, "DeleteLoadBalancer", input));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        JsonNode found = describe(resource, byArn(resource));
        ObjectNode attributes = Json.object()
                .put("DNSName", found.path("DNSName").asText())
                .put(
                        "CanonicalHostedZoneID",
                        found.path("CanonicalHostedZoneId").asText())
                .put("LoadBalancerName", found.path("LoadBalancerName").asText())
                .put("LoadBalancerFullName", resource.id().replaceFirst(".*:loadbalancer/", ""));
        attributes.set("SecurityGroups", resource.properties().withArray("SecurityGroups"));
        return attributes;
    }

    private static ObjectNode byArn(Provision resource) {
        ObjectNode input = Json.object();
        input.putArray("LoadBalancerArns").add(resource.id());
        return input;
    }

    private static JsonNode describe(Provision resource, ObjectNode input) {
        return LoadBalancing.call(resource, "DescribeLoadBalancers", input)
                .path("LoadBalancers")
                .path(0);
    }
}
