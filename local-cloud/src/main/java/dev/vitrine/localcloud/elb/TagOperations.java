package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The operations on tags, which all resources of the service have. */
final class TagOperations {
    private final Inventory inventory;

    TagOperations(Inventory inventory) {
        this.inventory = inventory;
    }

    ObjectNode add(JsonNode input) {
        for (String arn : Json.strings(input.path("ResourceArns"))) {
            change(arn, tags -> {
                Map<String, String> changed = new LinkedHashMap<>(tags);
                changed.putAll(Json.tags(input.path("Tags")));
                return changed;
            });
        }
        return Json.object();
    }

    ObjectNode remove(JsonNode input) {
        List<String> keys = Json.strings(input.path("TagKeys"));
        for (String arn : Json.strings(input.path("ResourceArns"))) {
            change(arn, tags -> {
                Map<String, String> changed = new LinkedHashMap<>(tags);
                changed.keySet().removeAll(keys);
                return changed;
            });
        }
        return Json.object();
    }

    ObjectNode describe(JsonNode input) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (String arn : Json.strings(input.path("ResourceArns"))) {
            all.addObject().put("ResourceArn", arn).set("Tags", Json.tags(change(arn, UnaryOperator.identity())));
        }
        return Fields.answer("TagDescriptions", all);
    }

    private Map<String, String> change(String arn, UnaryOperator<Map<String, String>> change) {
        if (arn.contains(":loadbalancer/")) {
            LoadBalancer before = inventory.loadBalancer(arn);
            LoadBalancer changed = before.withTags(change.apply(before.tags()));
            inventory.loadBalancers.put(arn, changed);
            return changed.tags();
        }
        if (arn.contains(":targetgroup/")) {
            TargetGroup before = inventory.targetGroup(arn);
            TargetGroup changed = before.withTags(change.apply(before.tags()));
            inventory.targetGroups.put(arn, changed);
            return changed.tags();
        }
        Listener before = inventory.listener(arn);
        Listener changed = before.withTags(change.apply(before.tags()));
        inventory.listeners.put(arn, changed);
        return changed.tags();
    }
}
