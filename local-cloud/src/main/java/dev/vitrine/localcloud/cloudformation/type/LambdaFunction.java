package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;
import java.util.Set;

final class LambdaFunction implements ResourceType {
    private static final int UPDATE_POLLS = 1200;
    private static final int UPDATE_POLL_MILLIS = 50;

    @Override
    public String name() {
        return "AWS::Lambda::Function";
    }

    @Override
    public String create(Provision resource) {
        String name = resource.nameBy("FunctionName", 64);
        ObjectNode input = Trees.without(resource.properties(), "ReservedConcurrentExecutions");
        input.put("FunctionName", name);
        if (input.path("Code").has("ImageUri") && !input.has("PackageType")) {
            input.put("PackageType", "Image");
        }
        if (input.has("Tags")) {
            input.set("Tags", Trees.tagMap(input.get("Tags")));
        }
        Lambda.call(resource, "POST", "/2015-03-31/functions", input);
        return name;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.nameBy("FunctionName", 64));
    }

    @Override
    public void complete(Provision resource) {
        reserve(resource, Json.object());
    }

    private static void reserve(Provision resource, ObjectNode before) {
        String property = "ReservedConcurrentExecutions";
        String path = "/2017-10-31/functions/" + Lambda.encoded(resource.id()) + "/concurrency";
        if (resource.has(property)) {
            Lambda.call(resource, "PUT", path, Trees.only(resource.properties(), property));
        } else if (before.has(property)) {
            Lambda.delete(resource, path);
        }
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        String path = Lambda.path(resource.id());
        if (!resource.get("Code").equals(before.path("Code"))) {
            Lambda.call(resource, "PUT", path + "/code", resource.get("Code"));
            awaitUpdate(resource);
        }
        ObjectNode configuration = Trees.only(
                resource.properties(),
                "Description",
                "EphemeralStorage",
                "ImageConfig",
                "LoggingConfig",
                "MemorySize",
                "Role",
                "Timeout");
        JsonNode environment = resource.get("Environment");
        configuration.set(
                "Environment",
                environment.isObject() ? environment : Json.object().set("Variables", Json.object()));
        Lambda.call(resource, "PUT", path + "/configuration", configuration);
        reserve(resource, before);
        tags(resource, before);
    }

    /** Lambda refuses a second change while the first one is under way. */
    private void awaitUpdate(Provision resource) {
        for (int poll = 0; poll < UPDATE_POLLS && !isStable(resource); poll++) {
            try {
                Thread.sleep(UPDATE_POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AwsException(503, "ServiceUnavailable", "The local cloud is stopping.");
            }
        }
    }

    private static void tags(Provision resource, ObjectNode before) {
        String path = "/2017-03-31/tags/" + Lambda.encoded(arn(resource));
        ArrayNode removed = Trees.removedKeys(before.path("Tags"), resource.get("Tags"));
        removed.forEach(key -> Lambda.delete(resource, path + "?tagKeys=" + Lambda.encoded(key.asText())));
        if (!resource.get("Tags").isEmpty()) {
            Lambda.call(resource, "POST", path, Json.object().set("Tags", Trees.tagMap(resource.get("Tags"))));
        }
    }

    @Override
    public boolean isStable(Provision resource) {
        JsonNode function = Lambda.get(resource, Lambda.path(resource.id()) + "/configuration");
        String state = function.path("State").asText("Active");
        String update = function.path("LastUpdateStatus").asText("Successful");
        if (state.equals("Failed") || update.equals("Failed")) {
            String reason = function.path(state.equals("Failed") ? "StateReason" : "LastUpdateStatusReason")
                    .asText();
            throw AwsException.badRequest("NotStabilized", reason);
        }
        return state.equals("Active") && update.equals("Successful");
    }

    @Override
    public void delete(Provision resource) {
        Lambda.delete(resource, Lambda.path(resource.id()));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Arn", arn(resource));
    }

    @Override
    public Set<String> replacing(ObjectNode before, ObjectNode after) {
        return before.path("PackageType").equals(after.path("PackageType")) ? Set.of() : Set.of("PackageType");
    }

    private static String arn(Provision resource) {
        return Provision.arn("lambda", "function:" + resource.id());
    }
}
