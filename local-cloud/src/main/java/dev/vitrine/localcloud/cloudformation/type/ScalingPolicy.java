package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class ScalingPolicy implements ResourceType {
    @Override
    public String name() {
        return "AWS::ApplicationAutoScaling::ScalingPolicy";
    }

    @Override
    public String create(Provision resource) {
        return put(resource);
    }

    private static String put(Provision resource) {
        ObjectNode input = target(resource);
        input.setAll(Trees.only(
                resource.properties(),
                "PolicyName",
                "PolicyType",
                "StepScalingPolicyConfiguration",
                "TargetTrackingScalingPolicyConfiguration"));
        return ScalableTarget.call(resource, "PutScalingPolicy", input)
                .path("PolicyARN")
                .asText();
    }

    /** Of the scalable target that an id names, or of the one whose parts are properties. */
    private static ObjectNode target(Provision resource) {
        Optional<String> id = resource.text("ScalingTargetId");
        if (id.isEmpty()) {
            return Trees.only(resource.properties(), "ServiceNamespace", "ResourceId", "ScalableDimension");
        }
        String[] parts = id.get().split("\\|", 3);
        return Json.object()
                .put("ResourceId", parts[0])
                .put("ScalableDimension", parts.length > 1 ? parts[1] : "")
                .put("ServiceNamespace", parts.length > 2 ? parts[2] : "");
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        put(resource);
    }

    @Override
    public void delete(Provision resource) {
        ObjectNode input = target(resource);
        input.set("PolicyName", resource.get("PolicyName"));
        Missing.ignored(() -> ScalableTarget.call(resource, "DeleteScalingPolicy", input));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Arn", resource.id());
    }
}
