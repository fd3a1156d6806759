package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class ScheduleGroup implements ResourceType {
    @Override
    public String name() {
        return "AWS::Scheduler::ScheduleGroup";
    }

    @Override
    public String create(Provision resource) {
        String name = resource.nameBy("Name", 64);
        call(resource, "POST", path(name), Trees.only(resource.properties(), "Tags"));
        return name;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.nameBy("Name", 64));
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        String path = "/tags/" + Lambda.encoded(arn(resource));
        Trees.removedKeys(before.path("Tags"), resource.get("Tags"))
                .forEach(key -> call(
                        resource,
                        "DELETE",
                        path + "?TagKeys=" + Lambda.encoded(key.asText()),
                        MissingNode.getInstance()));
        if (!resource.get("Tags").isEmpty()) {
            call(resource, "POST", path, Trees.only(resource.properties(), "Tags"));
        }
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> call(resource, "DELETE", path(resource.id()), MissingNode.getInstance()));
    }

    @Override
    public boolean isGone(Provision resource) {
        try {
            call(resource, "GET", path(resource.id()), MissingNode.getInstance());
            return false;
        } catch (AwsException e) {
            return Missing.isGone(e);
        }
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Arn", arn(resource)).put("State", "ACTIVE");
    }

    private static String arn(Provision resource) {
        return Provision.arn("scheduler", "schedule-group/" + resource.id());
    }

    private static String path(String name) {
        return "/schedule-groups/" + Lambda.encoded(name);
    }

    private static void call(Provision resource, String method, String path, JsonNode body) {
        resource.calls().restJson("scheduler", method, path, body);
    }
}
