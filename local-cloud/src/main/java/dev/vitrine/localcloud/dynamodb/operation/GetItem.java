package dev.vitrine.localcloud.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.expression.Placeholders;
import dev.vitrine.localcloud.dynamodb.expression.Projection;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemJson;
import dev.vitrine.localcloud.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item by its key; every read is consistent, and costs as it was asked for. */
final class GetItem {
    private GetItem() {}

    static JsonNode call(Database database, Request request) {
        LegacyParameters.refuse(request, "ProjectionExpression", "AttributesToGet");
        TableDefinition table = database.catalog().get(request.tableName());
        @Nullable Projection projection = projection(table, request);
        Item key = request.requiredItem("Key");
        Keys.checkKey(table, key);
        Item item = database.get(table, key).orElse(null);
        ObjectNode answer = Json.object();
        if (item != null) {
            answer.set("Item", ItemJson.write(projection == null ? item : projection.of(item)));
        }
        double units = Capacity.readUnits(item == null ? 0 : item.size(), request.flag("ConsistentRead"));
        Capacity.ofTable(table.name(), Capacity.Kind.READ, units)
                .write(request.choice("ReturnConsumedCapacity", Capacity.Detail.NONE), false)
                .ifPresent(json -> answer.set("ConsumedCapacity", json));
        return answer;
    }

    /** The request's projection, where it has no other expression. */
    static @Nullable Projection projection(TableDefinition table, Request request) {
        Placeholders placeholders =
                request.placeholders(List.of("ProjectionExpression"), List.of("ProjectionExpression"));
        @Nullable
        Projection projection = request.text("ProjectionExpression")
                .map(text -> Projection.parse(text, placeholders))
                .orElse(null);
        placeholders.checkAllUsed();
        if (projection != null) {
            Keys.checkPaths(table, projection.paths());
        }
        return projection;
    }
}
