package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class Secret implements ResourceType {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "AWS::SecretsManager::Secret";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = Trees.only(resource.properties(), "Description", "SecretString", "Tags");
        input.put("Name", resource.nameBy("Name", 512));
        if (!input.has("SecretString")) {
            input.put("SecretString", generated(resource));
        }
        return call(resource, "CreateSecret", input).path("ARN").asText();
    }

    private static String generated(Provision resource) {
        JsonNode how = resource.get("GenerateSecretString");
        ObjectNode input = how.isObject()
                ? Trees.without((ObjectNode) how, "GenerateStringKey", "SecretStringTemplate")
                : Json.object();
        String password = call(resource, "GetRandomPassword", input)
                .path("RandomPassword")
                .asText();
        if (!how.has("GenerateStringKey")) {
            return password;
        }
        try {
            ObjectNode secret =
                    (ObjectNode) JSON.readTree(how.path("SecretStringTemplate").asText("{}"));
            return secret.put(how.path("GenerateStringKey").asText(), password).toString();
        } catch (JsonProcessingException | ClassCastException e) {
            throw AwsException.badRequest("InvalidRequest", "Could not parse SecretStringTemplate JSON.");
        }
    }

    @Override
    public Optional<String> existing(Provision resource) {
        ObjectNode input = Json.object().put("SecretId", resource.nameBy("Name", 512));
        return Optional.ofNullable(
                call(resource, "DescribeSecret", input).path("ARN").textValue());
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode input = Trees.only(resource.properties(), "Description", "SecretString");
        if (resource.has("GenerateSecretString")
                && !resource.get("GenerateSecretString").equals(before.path("GenerateSecretString"))) {
            input.put("SecretString", generated(resource));
        }
        call(resource, "UpdateSecret", input.put("SecretId", resource.id()));
        JsonNode removed = Trees.removedKeys(before.path("Tags"), resource.get("Tags"));
        if (!removed.isEmpty()) {
            call(resource, "UntagResource", secret(resource).set("TagKeys", removed));
        }
        if (!resource.get("Tags").isEmpty()) {
            call(resource, "TagResource", secret(resource).set("Tags", resource.get("Tags")));
        }
    }

    @Override
    public void delete(Provision resource) {
        ObjectNode input = secret(resource).put("ForceDeleteWithoutRecovery", true);
        Missing.ignored(() -> call(resource, "DeleteSecret", input));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Id", resource.id());
    }

    private static ObjectNode secret(Provision resource) {
        return Json.object().put("SecretId", resource.id());
    }

    private static JsonNode call(Provision resource, String operation, JsonNode input) {
        return resource.calls().json("secretsmanager", operation, (ObjectNode) input);
    }
}
