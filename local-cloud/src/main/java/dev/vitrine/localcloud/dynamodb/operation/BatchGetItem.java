package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.constraint;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.expression.Projection;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemJson;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Up to 100 items and 16 MB by their keys; what does not fit comes back as unprocessed. */
final class BatchGetItem {
    private static final int MAX_KEYS = 100;
    private static final long MAX_BYTES = 16L << 20;

    /** The keys wanted of one table. */
    private record Wanted(
            TableDefinition table,
            Request request,
            List<Item> keys,
            @Nullable Projection projection) {}

    private BatchGetItem() {}

    static JsonNode call(Database database, Request request) {
        List<Wanted> all = new ArrayList<>();
        Map<String, Request> tables = request.structureMap("RequestItems");
        if (tables.isEmpty()) {
            throw constraint("requestItems", "{}", "Member must have length greater than or equal to 1");
        }
        tables.forEach((name, part) -> all.add(wanted(database, name, part)));
        if (all.stream().mapToInt(wanted -> wanted.keys.size()).sum() > MAX_KEYS) {
            throw validation("Too many items requested for the BatchGetItem call");
        }
        Capacity.Detail detail = request.choice("ReturnConsumedCapacity", Capacity.Detail.NONE);
        ObjectNode answer = Json.object();
        ObjectNode responses = answer.putObject("Responses");
        ObjectNode unprocessed = answer.putObject("UnprocessedKeys");
        ArrayNode consumed = JsonNodeFactory.instance.arrayNode();
        long bytes = 0;
        for (Wanted wanted : all) {
            ArrayNode found = responses.putArray(wanted.table.name());
            double units = 0;
            for (Item key : wanted.keys) {
                Item item = database.get(wanted.table, key).orElse(null);
                int size = item == null ? 0 : item.size();
                if (bytes > 0 && bytes + size > MAX_BYTES) {
                    postpone(unprocessed, wanted, key);
                    continue;
                }
                bytes += size;
                units += Capacity.readUnits(size, wanted.request.flag("ConsistentRead"));
                if (item != null) {
                    Projection projection = wanted.projection;
                    found.add(ItemJson.write(projection == null ? item : projection.of(item)));
                }
            }
            Capacity.ofTable(wanted.table.name(), Capacity.Kind.READ, units)
                    .write(detail, false)
                    .ifPresent(consumed::add);
        }
        if (!consumed.isEmpty()) {
            answer.set("ConsumedCapacity", consumed);
        }
        return answer;
    }

    private static Wanted wanted(Database database, String name, Request part) {
        LegacyParameters.refuse(part, "ProjectionExpression", "AttributesToGet");
        TableDefinition table = database.catalog().get(TableDefinition.nameOf(name));
        @Nullable Projection projection = GetItem.projection(table, part);
        List<Item> keys = new ArrayList<>();
        for (Request key : part.requiredStructures("Keys", 1, MAX_KEYS)) {
            keys.add(ItemJson.readItem(key.json()));
        }
        keys.forEach(key -> Keys.checkKey(table, key));
        if (new HashSet<>(keys).size() < keys.size()) {
            throw validation("Provided list of item keys contains duplicates");
        }
        return new Wanted(table, part, keys, projection);
    }

    private static void postpone(ObjectNode unprocessed, Wanted wanted, Item key) {
        String name = wanted.table.name();
        if (!unprocessed.has(name)) {
            unprocessed.set(name, wanted.request.json().deepCopy());
            unprocessed.withObject("/" + name).putArray("Keys");
        }
        unprocessed.withObject("/" + name).withArray("Keys").add(ItemJson.write(key));
    }
}
