package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.notFound;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** TagResource, UntagResource and ListTagsOfResource. */
final class Tags {
    private static final int MAX_TAGS = 50;

    private Tags() {}

    static Map<String, String> read(Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Request tag : request.structures("Tags")) {
            tags.put(tag.requiredText("Key"), tag.requiredText("Value"));
        }
        return tags;
    }

    static JsonNode tag(Database database, Request request) {
        Map<String, String> added = read(request);
        return change(database, request, tags -> tags.putAll(added));
    }

    static JsonNode untag(Database database, Request request) {
        return change(database, request, tags -> request.texts("TagKeys").forEach(tags::remove));
    }

    static JsonNode list(Database database, Request request) {
        ObjectNode answer = Json.object();
        ArrayNode tags = answer.putArray("Tags");
        new TreeMap<>(table(database, request).tags())
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    private static JsonNode change(Database database, Request request, Consumer<Map<String, String>> change) {
        return database.store().write(batch -> {
            TableDefinition table = table(database, request);
            Map<String, String> tags = new LinkedHashMap<>(table.tags());
            change.accept(tags);
            if (tags.size() > MAX_TAGS) {
                throw validation("Too many tags: a resource can have at most " + MAX_TAGS);
            }
            database.catalog().put(batch, table.withTags(tags));
            return Json.object();
        });
    }

    private static TableDefinition table(Database database, Request request) {
        String arn = request.requiredText("ResourceArn");
        return database.catalog()
                .find(TableDefinition.nameOf(arn))
                .filter(table -> table.arn().equals(arn))
                .orElseThrow(() -> notFound("Requested resource not found: ResourceArn: " + arn + " not found"));
    }
}
