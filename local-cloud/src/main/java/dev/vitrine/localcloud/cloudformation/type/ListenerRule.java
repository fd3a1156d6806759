package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

/** Rules go with HTTPS, which this cloud's load balancers do not speak: a template may have one, and not make it. */
final class ListenerRule implements ResourceType {
    @Override
    public String name() {
        return "AWS::ElasticLoadBalancingV2::ListenerRule";
    }

    @Override
    public String create(Provision resource) {
        return LoadBalancing.call(resource, "CreateRule", resource.properties())
                .path("Rules")
                .path(0)
                .path("RuleArn")
                .asText();
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode input = Trees.without(resource.properties(), "ListenerArn");
        LoadBalancing.call(resource, "ModifyRule", input.put("RuleArn", resource.id()));
    }

    @Override
    public void delete(Provision resource) {
        ObjectNode input = Json.object().put("RuleArn", resource.id());
        Missing.ignored(() -> LoadBalancing.call(resource, "DeleteRule", input));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("RuleArn", resource.id());
    }
}
