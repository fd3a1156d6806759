package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class LogGroup implements ResourceType {
    @Override
    public String name() {
        return "AWS::Logs::LogGroup";
    }

    @Override
    public String create(Provision resource) {
        String name = resource.nameBy("LogGroupName", 512);
        ObjectNode input = group(name);
        if (!resource.get("Tags").isEmpty()) {
            input.set("tags", Trees.tagMap(resource.get("Tags")));
        }
        call(resource, "CreateLogGroup", input);
        return name;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.nameBy("LogGroupName", 512));
    }

    @Override
    public void complete(Provision resource) {
        if (resource.has("RetentionInDays")) {
            retention(resource);
        }
    }

    private static void retention(Provision resource) {
        String name = resource.id();
        if (resource.has("RetentionInDays")) {
            ObjectNode input = group(name);
            call(resource, "PutRetentionPolicy", input.set("retentionInDays", resource.get("RetentionInDays")));
        } else {
            call(resource, "DeleteRetentionPolicy", group(name));
        }
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        retention(resource);
        ObjectNode arn = Json.object().put("resourceArn", Provision.arn("logs", "log-group:" + resource.id()));
        ArrayNode removed = Trees.removedKeys(before.path("Tags"), resource.get("Tags"));
        if (!removed.isEmpty()) {
            call(resource, "UntagResource", arn.deepCopy().set("tagKeys", removed));
        }
        if (!resource.get("Tags").isEmpty()) {
            call(resource, "TagResource", arn.deepCopy().set("tags", Trees.tagMap(resource.get("Tags"))));
        }
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> call(resource, "DeleteLogGroup", group(resource.id())));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Arn", Provision.arn("logs", "log-group:" + resource.id() + ":*"));
    }

    private static ObjectNode group(String name) {
        return Json.object().put("logGroupName", name);
    }

    private static void call(Provision resource, String operation, JsonNode input) {
        resource.calls().json("Logs_20140328", operation, (ObjectNode) input);
    }
}
