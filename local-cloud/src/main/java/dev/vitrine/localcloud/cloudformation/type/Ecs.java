package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

/** What the types of ECS share. */
final class Ecs {
    private Ecs() {}

    static JsonNode call(Provision resource, String operation, JsonNode input) {
        return resource.calls().json("AmazonEC2ContainerServiceV20141113", operation, (ObjectNode) input);
    }

    static void tags(Provision resource, String arn, ObjectNode before) {
        if (resource.get("Tags").equals(before.path("Tags"))) {
            return;
        }
        ArrayNode removed = Trees.removedKeys(before.path("Tags"), resource.get("Tags"));
        if (!removed.isEmpty()) {
            call(
                    resource,
                    "UntagResource",
                    Json.object().put("resourceArn", arn).set("tagKeys", removed));
        }
        if (!resource.get("Tags").isEmpty()) {
            ObjectNode input = Json.object().put("resourceArn", arn);
            call(resource, "TagResource", input.set("tags", Trees.camel(resource.get("Tags"))));
        }
    }
}
