package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class Listener implements ResourceType {
    @Override
    public String name() {
        return "AWS::ElasticLoadBalancingV2::Listener";
    }

    @Override
    public String create(Provision resource) {
        return LoadBalancing.call(resource, "CreateListener", resource.properties())
                .path("Listeners")
                .path(0)
                .path("ListenerArn")
                .asText();
    }

    @Override
    public Optional<String> existing(Provision resource) {
        JsonNode listeners = LoadBalancing.call(
                        resource, "DescribeListeners", Trees.only(resource.properties(), "LoadBalancerArn"))
                .path("Listeners");
        for (JsonNode listener : listeners) {
            if (listener.path("Port").asText().equals(resource.get("Port").asText())) {
                return Optional.ofNullable(listener.path("ListenerArn").textValue());
            }
        }
        return Optional.empty();
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode input = Trees.without(resource.properties(), "LoadBalancerArn");
        LoadBalancing.call(resource, "ModifyListener", input.put("ListenerArn", resource.id()));
    }

    @Override
    public void delete(Provision resource) {
        ObjectNode input = Json.object().put("ListenerArn", resource.id());
        Missing.ignored(() -> LoadBalancing.call(resource, "DeleteListener", input));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("ListenerArn", resource.id());
    }
}
