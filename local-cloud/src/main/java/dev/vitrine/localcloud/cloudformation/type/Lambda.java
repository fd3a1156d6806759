package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What the types of Lambda share. */
final class Lambda {
    private Lambda() {}

    static JsonNode call(Provision resource, String method, String path, JsonNode body) {
        return resource.calls().restJson("lambda", method, path, body);
    }

    static JsonNode get(Provision resource, String path) {
        return call(resource, "GET", path, MissingNode.getInstance());
    }

    static void delete(Provision resource, String path) {
        Missing.ignored(() -> call(resource, "DELETE", path, MissingNode.getInstance()));
    }

    /** The path of a function that a property names by its name or ARN. */
    static String path(Provision resource) {
        return path(resource.get("FunctionName").asText());
    }

    static String path(String function) {
        return "/2015-03-31/functions/" + encoded(function);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Sets the provisioned concurrency of a version or alias, or takes it away. */
    static void provision(Provision resource, String qualifier, ObjectNode before) {
        String path = provisionedPath(resource, qualifier);
        JsonNode wanted = resource.get("ProvisionedConcurrencyConfig");
        if (wanted.isObject() && !wanted.equals(before.path("ProvisionedConcurrencyConfig"))) {
            call(resource, "PUT", path, wanted);
        } else if (!wanted.isObject() && before.has("ProvisionedConcurrencyConfig")) {
            delete(resource, path);
        }
    }

    /** True once as many processes wait as are provisioned. */
    static boolean isProvisioned(Provision resource, String qualifier) {
        if (!resource.has("ProvisionedConcurrencyConfig")) {
            return true;
        }
        JsonNode answer = get(resource, provisionedPath(resource, qualifier));
        String status = answer.path("Status").asText();
        if (status.equals("FAILED")) {
            throw AwsException.badRequest(
                    "NotStabilized", answer.path("StatusReason").asText("Provisioned concurrency failed."));
        }
        return status.equals("READY");
    }

    private static String provisionedPath(Provision resource, String qualifier) {
        return "/2019-09-30/functions/"
                + encoded(resource.get("FunctionName").asText()) + "/provisioned-concurrency?Qualifier="
                + encoded(qualifier);
    }
}
