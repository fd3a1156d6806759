package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

final class ScalableTarget implements ResourceType {
    static JsonNode call(Provision resource, String operation, JsonNode input) {
        return resource.calls().json("AnyScaleFrontendService", operation, (ObjectNode) input);
    }

    @Override
    public String name() {
        return "AWS::ApplicationAutoScaling::ScalableTarget";
    }

    @Override
    public String create(Provision resource) {
        register(resource);
        return existing(resource).orElseThrow();
    }

    private static void register(Provision resource) {
        call(resource, "RegisterScalableTarget", Trees.without(resource.properties(), "ScheduledActions"));
    }

    @Override
    public void complete(Provision resource) {
        scheduledActions(resource, Json.object());
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(String.join(
                "|",
                resource.get("ResourceId").asText(),
                resource.get("ScalableDimension").asText(),
                resource.get("ServiceNamespace").asText()));
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        register(resource);
        scheduledActions(resource, before);
    }

    private static void scheduledActions(Provision resource, ObjectNode before) {
        Set<String> removed = new HashSet<>();
        before.path("ScheduledActions")
                .forEach(
                        action -> removed.add(action.path("ScheduledActionName").asText()));
        resource.get("ScheduledActions").forEach(action -> {
            ObjectNode input = target(resource);
            input.setAll((ObjectNode) action);
            call(resource, "PutScheduledAction", input);
            removed.remove(action.path("ScheduledActionName").asText());
        });
        removed.forEach(action -> Missing.ignored(
                () -> call(resource, "DeleteScheduledAction", target(resource).put("ScheduledActionName", action))));
    }

    private static ObjectNode target(Provision resource) {
        return Trees.only(resource.properties(), "ServiceNamespace", "ResourceId", "ScalableDimension");
    }

    @Override
    public void delete(Provision resource) {
        resource.get("ScheduledActions")
                .forEach(action -> Missing.ignored(() -> {
                    ObjectNode input = target(resource);
                    call(resource, "DeleteScheduledAction", input.setAll(Trees.only(action, "ScheduledActionName")));
                }));
        Missing.ignored(() -> call(resource, "DeregisterScalableTarget", target(resource)));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Id", resource.id());
    }
}
