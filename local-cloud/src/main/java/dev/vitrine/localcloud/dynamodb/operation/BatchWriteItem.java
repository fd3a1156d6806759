package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.constraint;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.serialization;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Up to 25 puts and deletes. Nothing is ever left unprocessed here. */
final class BatchWriteItem {
    private static final int MAX_WRITES = 25;

    private BatchWriteItem() {}

    static JsonNode call(Database database, Request request) {
        Capacity.Detail detail = request.choice("ReturnConsumedCapacity", Capacity.Detail.NONE);
        Map<String, Capacity> capacities = WriteItems.current(
                database,
                () -> prepare(database, request),
                writes -> writes.stream().map(ItemWrite::table).distinct().toList(),
                (writes, batch) -> {
                    Map<String, Capacity> sums = new LinkedHashMap<>();
                    writes.forEach(write -> sums.merge(
                            write.table().name(), write.apply(database, batch).capacity(), Capacity::plus));
                    return sums;
                });
        ObjectNode answer = Json.object();
        answer.putObject("UnprocessedItems");
        ArrayNode consumed = JsonNodeFactory.instance.arrayNode();
        capacities.values().forEach(capacity -> capacity.write(detail, false).ifPresent(consumed::add));
        if (!consumed.isEmpty()) {
            answer.set("ConsumedCapacity", consumed);
        }
        return answer;
    }

    private static List<ItemWrite> prepare(Database database, Request request) {
        if (!(request.json().get("RequestItems") instanceof ObjectNode tables)) {
            throw constraint("requestItems", null, "Member must not be null");
        }
        if (tables.isEmpty()) {
            throw constraint("requestItems", "{}", "Member must have length greater than or equal to 1");
        }
        List<ItemWrite> writes = new ArrayList<>();
        tables.properties().forEach(entry -> {
            TableDefinition table = database.catalog().get(TableDefinition.nameOf(entry.getKey()));
            if (!(entry.getValue() instanceof ArrayNode array)) {
                throw serialization("Unexpected field type");
            }
            if (array.isEmpty()) {
                throw constraint(
                        "requestItems",
                        tables,
                        "Map value must satisfy constraint: [Member must have length "
                                + "less than or equal to 25, Member must have length greater than or equal to 1]");
            }
            array.forEach(node -> writes.add(write(table, node)));
        });
        if (writes.size() > MAX_WRITES) {
            throw validation("Too many items requested for the BatchWriteItem call");
        }
        Set<Map.Entry<String, Object>> seen = new HashSet<>();
        for (ItemWrite write : writes) {
            if (!seen.add(Map.entry(write.table().name(), write.key()))) {
                throw validation("Provided list of item keys contains duplicates");
            }
        }
        return writes;
    }

    private static ItemWrite write(TableDefinition table, JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw serialization("Unexpected field type");
        }
        Request request = new Request(object);
        boolean puts = request.has("PutRequest");
        if (puts == request.has("DeleteRequest")) {
            throw validation("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
        }
        return puts
                ? ItemWrite.put(table, request.requiredStructure("PutRequest").requiredItem("Item"), null, false)
                : ItemWrite.delete(table, request.requiredStructure("DeleteRequest"));
    }
}
