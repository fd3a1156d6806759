package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

final class Schedule implements ResourceType {
    @Override
    public String name() {
        return "AWS::Scheduler::Schedule";
    }

    @Override
    public String create(Provision resource) {
        String name = resource.nameBy("Name", 64);
        call(resource, "POST", path(name), input(resource));
        return name;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.nameBy("Name", 64));
    }

    private static ObjectNode input(Provision resource) {
        ObjectNode input = resource.properties().deepCopy();
        input.remove("Name");
        epoch(input, "StartDate");
        epoch(input, "EndDate");
        if (input.path("Target").path("EcsParameters") instanceof ObjectNode task) {
            if (task.path("NetworkConfiguration") instanceof ObjectNode network && network.has("AwsvpcConfiguration")) {
                network.set("awsvpcConfiguration", network.remove("AwsvpcConfiguration"));
            }
            if (task.has("CapacityProviderStrategy")) {
                task.set("CapacityProviderStrategy", Trees.camel(task.get("CapacityProviderStrategy")));
            }
        }
        return input;
    }

    /** The operation takes seconds since 1970 where the property is a text. */
    private static void epoch(ObjectNode input, String member) {
        if (input.has(member)) {
            try {
                input.put(member, Instant.parse(input.get(member).asText()).getEpochSecond());
            } catch (DateTimeException e) {
                throw AwsException.badRequest(
                        "ValidationException", member + " is not a time such as 2030-01-31T00:00:00Z.");
            }
        }
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        call(resource, "PUT", path(resource.id()), input(resource));
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> call(
                resource, "DELETE", path(resource.id()) + "?groupName=" + group(resource), MissingNode.getInstance()));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object()
                .put("Arn", Provision.arn("scheduler", "schedule/" + group(resource) + "/" + resource.id()));
    }

    private static String group(Provision resource) {
        return resource.text("GroupName").orElse("default");
    }

    private static String path(String name) {
        return "/schedules/" + Lambda.encoded(name);
    }

    private static void call(Provision resource, String method, String path, JsonNode body) {
        resource.calls().restJson("scheduler", method, path, body);
    }
}
