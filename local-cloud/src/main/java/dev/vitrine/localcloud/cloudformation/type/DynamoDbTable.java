package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class DynamoDbTable implements ResourceType {
    private static final String SERVICE = "DynamoDB_20120810";

    @Override
    public String name() {
        return "AWS::DynamoDB::Table";
    }

    @Override
    public String create(Provision resource) {
        String table = resource.nameBy("TableName", 255);
        ObjectNode input =
                Trees.without(resource.properties(), "TimeToLiveSpecification", "PointInTimeRecoverySpecification");
        input.put("TableName", table);
        if (input.path("SSESpecification").has("SSEEnabled")) {
            ObjectNode encryption = Trees.only(input.path("SSESpecification"), "KMSMasterKeyId", "SSEType");
            encryption.set("Enabled", input.path("SSESpecification").path("SSEEnabled"));
            input.set("SSESpecification", encryption);
        }
        call(resource, "CreateTable", input);
        return table;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.nameBy("TableName", 255));
    }

    @Override
    public boolean isStable(Provision resource) {
        JsonNode table = describe(resource);
        boolean active = table.path("TableStatus").asText().equals("ACTIVE");
        for (JsonNode index : table.path("GlobalSecondaryIndexes")) {
            active &= index.path("IndexStatus").asText().equals("ACTIVE");
        }
        if (active) {
            settings(resource);
        }
        return active;
    }

    /** What can be set only on a table that is active. */
    private static void settings(Provision resource) {
        JsonNode timeToLive = resource.get("TimeToLiveSpecification");
        JsonNode now = call(resource, "DescribeTimeToLive", table(resource)).path("TimeToLiveDescription");
        boolean enabled = now.path("TimeToLiveStatus").asText().startsWith("ENABL");
        if (timeToLive.path("Enabled").asBoolean() != enabled) {
            ObjectNode specification = timeToLive.isObject()
                    ? (ObjectNode) timeToLive
                    : Json.object().put("Enabled", false).set("AttributeName", now.path("AttributeName"));
            call(resource, "UpdateTimeToLive", table(resource).set("TimeToLiveSpecification", specification));
        }
        JsonNode recovery = resource.get("PointInTimeRecoverySpecification");
        if (recovery.isObject()) {
            call(
                    resource,
                    "UpdateContinuousBackups",
                    table(resource).set("PointInTimeRecoverySpecification", recovery));
        }
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode input = Json.object();
        for (String property :
                new String[] {"BillingMode", "ProvisionedThroughput", "DeletionProtectionEnabled", "StreamSpecification"
                }) {
            if (resource.has(property) && !resource.get(property).equals(before.path(property))) {
                input.set(property, resource.get(property));
            }
        }
        ArrayNode indexes = indexUpdates(before.path("GlobalSecondaryIndexes"), resource.get("GlobalSecondaryIndexes"));
        if (indexes.valueStream().filter(index -> !index.has("Update")).count() > 1) {
            throw AwsException.badRequest(
                    "ValidationException", "Cannot perform more than one GSI creation or deletion in a single update");
        }
        if (!indexes.isEmpty()) {
            input.set("GlobalSecondaryIndexUpdates", indexes);
            input.set("AttributeDefinitions", resource.get("AttributeDefinitions"));
        }
        if (!input.isEmpty()) {
            call(resource, "UpdateTable", input.put("TableName", resource.id()));
        }
        ArrayNode removed = Trees.removedKeys(before.path("Tags"), resource.get("Tags"));
        if (!removed.isEmpty()) {
            call(
                    resource,
                    "UntagResource",
                    Json.object().put("ResourceArn", arn(resource)).set("TagKeys", removed));
        }
        if (!resource.get("Tags").isEmpty()) {
            ObjectNode tags = Json.object().put("ResourceArn", arn(resource));
            call(resource, "TagResource", tags.set("Tags", resource.get("Tags")));
        }
    }

    private static ArrayNode indexUpdates(JsonNode before, JsonNode after) {
        Map<String, JsonNode> old = new HashMap<>();
        before.forEach(index -> old.put(index.path("IndexName").asText(), index));
        ArrayNode updates = Trees.array();
        after.forEach(index -> {
            JsonNode known = old.remove(index.path("IndexName").asText());
            if (known == null) {
                updates.addObject().set("Create", index);
            } else if (!known.equals(index)) {
                updates.addObject().set("Update", Trees.only(index, "IndexName", "ProvisionedThroughput"));
            }
        });
        old.keySet().forEach(index -> updates.addObject().putObject("Delete").put("IndexName", index));
        return updates;
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> call(resource, "DeleteTable", table(resource)));
    }

    @Override
    public boolean isGone(Provision resource) {
        try {
            return describe(resource).isMissingNode();
        } catch (AwsException e) {
            return Missing.isGone(e);
        }
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Arn", arn(resource));
    }

    private static JsonNode describe(Provision resource) {
        return call(resource, "DescribeTable", table(resource)).path("Table");
    }

    private static ObjectNode table(Provision resource) {
        return Json.object().put("TableName", resource.id());
    }

    private static String arn(Provision resource) {
        return Provision.arn("dynamodb", "table/" + resource.id());
    }

    private static JsonNode call(Provision resource, String operation, JsonNode input) {
        return resource.calls().json(SERVICE, operation, (ObjectNode) input);
    }
}
