package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** ECS's operations on the tags of services, tasks and task definitions. */
final class TagOperations {
    private final TaskDefinitions definitions;
    private final Tasks tasks;
    private final Services services;

    TagOperations(TaskDefinitions definitions, Tasks tasks, Services services) {
        this.services = services;
        this.definitions = definitions;
        this.tasks = tasks;
    }

    ObjectNode tag(ObjectNode input) {
        change(input, tags -> {
            Map<String, String> changed = new HashMap<>(tags);
            changed.putAll(Json.pairs(input.path("tags"), "key", "value"));
            return changed;
        });
        return Json.object();
    }

    ObjectNode untag(ObjectNode input) {
        change(input, tags -> {
            Map<String, String> changed = new HashMap<>(tags);
            changed.keySet().removeAll(Json.strings(input.path("tagKeys")));
            return changed;
        });
        return Json.object();
    }

    ObjectNode list(ObjectNode input) {
        Map<String, String> tags = change(input, UnaryOperator.identity());
        ObjectNode node = Json.object();
        node.set("tags", Json.pairs(tags, "key", "value"));
        return node;
    }

    private Map<String, String> change(JsonNode input, UnaryOperator<Map<String, String>> change) {
        String arn = input.path("resourceArn").asText();
        if (arn.contains(":task-definition/")) {
            return definitions
                    .change(arn, definition -> definition.withTags(change.apply(definition.tags())))
                    .orElseThrow(() -> EcsErrors.invalid("The specified task definition does not exist."))
                    .tags();
        }
        String[] parts = arn.split("/", -1);
        if (arn.contains(":service/") && parts.length == 3) {
            synchronized (services) {
                Service service = services.find(parts[1], parts[2])
                        .map(it -> it.withTags(change.apply(it.tags())))
                        .orElseThrow(EcsErrors::serviceNotFound);
                services.put(service);
                return service.tags();
            }
        }
        if (!arn.contains(":task/") || parts.length != 3) {
            throw EcsErrors.invalid(
                    "Only services, tasks and task definitions have tags that can be changed here: " + arn);
        }
        TaskControl control = tasks.find(parts[1], parts[2]).orElseThrow(EcsErrors::taskNotFound);
        control.tag(task -> task.withTags(change.apply(task.tags())));
        return control.task().tags();
    }
}
