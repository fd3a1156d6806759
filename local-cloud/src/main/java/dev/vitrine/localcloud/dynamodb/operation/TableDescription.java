package dev.vitrine.localcloud.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.table.KeySchema;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex.ProjectionKind;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition.StreamSettings;
import dev.vitrine.localcloud.dynamodb.table.Throughput;
import dev.vitrine.localcloud.http.Json;
import java.util.TreeMap;

/** The {@code TableDescription} structure. Counts and sizes are those of the moment. */
final class TableDescription {
    private static final double MILLIS = 1000.0;

    private TableDescription() {}

    static ObjectNode write(Database database, TableDefinition table, String status) {
        ObjectNode json = Json.object();
        ArrayNode attributes = json.putArray("AttributeDefinitions");
        new TreeMap<>(table.attributes())
                .forEach((name, type) ->
                        attributes.addObject().put("AttributeName", name).put("AttributeType", type.name()));
        json.put("TableName", table.name());
        keys(json, table.keys());
        json.put("TableStatus", status);
        json.put("CreationDateTime", table.createdMillis() / MILLIS);
        throughput(json, table.throughput());
        json.put("TableSizeBytes", database.store().sum(table.itemsMap()));
        json.put("ItemCount", database.store().count(table.itemsMap()));
        json.put("TableArn", table.arn());
        json.put("TableId", table.id());
        if (table.onDemand()) {
            json.putObject("BillingModeSummary")
                    .put("BillingMode", "PAY_PER_REQUEST")
                    .put("LastUpdateToPayPerRequestDateTime", table.createdMillis() / MILLIS);
        }
        for (SecondaryIndex index : table.indexes()) {
            index(json, database, table, index);
        }
        StreamSettings stream = table.stream();
        if (stream != null) {
            json.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", stream.viewType());
            json.put("LatestStreamLabel", stream.label());
            json.put("LatestStreamArn", table.arn() + "/stream/" + stream.label());
        }
        String tableClass = table.tableClass();
        if (tableClass != null) {
            json.putObject("TableClassSummary").put("TableClass", tableClass);
        }
        json.put("DeletionProtectionEnabled", table.deletionProtected());
        return json;
    }

    private static void index(ObjectNode json, Database database, TableDefinition table, SecondaryIndex index) {
        String member = index.global() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
        ObjectNode description = json.withArray(member).addObject().put("IndexName", index.name());
        keys(description, index.keys());
        ObjectNode projection = description.putObject("Projection");
        projection.put("ProjectionType", index.projection().name());
        if (index.projection() == ProjectionKind.INCLUDE) {
            ArrayNode included = projection.putArray("NonKeyAttributes");
            index.included().forEach(included::add);
        }
        if (index.global()) {
            description.put("IndexStatus", "ACTIVE");
            throughput(description, index.throughput());
        }
        description.put("IndexSizeBytes", database.store().sum(table.indexMap(index)));
        description.put("ItemCount", database.store().count(table.indexMap(index)));
        description.put("IndexArn", table.arn() + "/index/" + index.name());
    }

    private static void keys(ObjectNode json, KeySchema keys) {
        ArrayNode elements = json.putArray("KeySchema");
        elements.addObject().put("AttributeName", keys.partition().name()).put("KeyType", "HASH");
        if (keys.sort() != null) {
            elements.addObject().put("AttributeName", keys.sort().name()).put("KeyType", "RANGE");
        }
    }

    private static void throughput(ObjectNode json, Throughput throughput) {
        json.putObject("ProvisionedThroughput")
                .put("NumberOfDecreasesToday", 0)
                .put("ReadCapacityUnits", throughput.read())
                .put("WriteCapacityUnits", throughput.write());
    }
}
