package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

/** What the types of Elastic Load Balancing share. */
final class LoadBalancing {
    private LoadBalancing() {}

    static ObjectNode call(Provision resource, String action, JsonNode input) {
        return resource.calls().query("elasticloadbalancing", action, (ObjectNode) input);
    }

    static void tags(Provision resource, ObjectNode before) {
        ArrayNode removed = Trees.removedKeys(before.path("Tags"), resource.get("Tags"));
        if (!removed.isEmpty()) {
            call(resource, "RemoveTags", arns(resource).set("TagKeys", removed));
        }
        if (!resource.get("Tags").isEmpty() && !resource.get("Tags").equals(before.path("Tags"))) {
            call(resource, "AddTags", arns(resource).set("Tags", resource.get("Tags")));
        }
    }

    /** Sets attributes, a list of {@code Key} and {@code Value}, where there are some. */
    static void attributes(Provision resource, String property, String action, String arn) {
        JsonNode attributes = resource.get(property);
        if (!attributes.isEmpty()) {
            call(resource, action, Json.object().put(arn, resource.id()).set("Attributes", attributes));
        }
    }

    private static ObjectNode arns(Provision resource) {
        ObjectNode input = Json.object();
        input.putArray("ResourceArns").add(resource.id());
        return input;
    }
}
