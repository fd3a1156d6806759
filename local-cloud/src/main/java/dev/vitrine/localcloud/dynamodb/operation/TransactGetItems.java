package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Up to 100 items as they were at one moment. */
final class TransactGetItems {
    private static final int MAX_ITEMS = 100;

    private record Get(
            TableDefinition table, Item key, @Nullable Projection projection) {}

    private TransactGetItems() {}

    static JsonNode call(Database database, Request request) {
        List<Get> gets = new ArrayList<>();
        Set<Map.Entry<String, Item>> seen = new HashSet<>();
        for (Request part : request.requiredStructures("TransactItems", 1, MAX_ITEMS)) {
            Get get = prepare(database, part.requiredStructure("Get"));
            if (!seen.add(Map.entry(get.table.name(), get.key))) {
                throw validation("Transaction request cannot include multiple operations on one item");
            }
            gets.add(get);
        }
        List<Optional<Item>> items = database.store().exclusively(() -> gets.stream()
                .map(get -> database.get(get.table, get.key))
                .toList());
        ObjectNode answer = Json.object();
        ArrayNode responses = answer.putArray("Responses");
        List<Capacity> capacities = new ArrayList<>();
        for (int i = 0; i < gets.size(); i++) {
            Get get = gets.get(i);
            Item item = items.get(i).orElse(null);
            ObjectNode response = responses.addObject();
            if (item != null) {
                Projection projection = get.projection;
                response.set("Item", ItemJson.write(projection == null ? item : projection.of(item)));
            }
            double units = Capacity.readUnits(item == null ? 0 : item.size(), true);
            capacities.add(Capacity.ofTable(get.table.name(), Capacity.Kind.READ, units));
        }
        TransactWriteItems.consumed(capacities, request.choice("ReturnConsumedCapacity", Capacity.Detail.NONE))
                .ifPresent(json -> answer.set("ConsumedCapacity", json));
        return answer;
    }

    private static Get prepare(Database database, Request request) {
        TableDefinition table = database.catalog().get(request.tableName());
        @Nullable Projection projection = GetItem.projection(table, request);
        Item key = request.requiredItem("Key");
        Keys.checkKey(table, key);
        return new Get(table, key, projection);
    }
}
