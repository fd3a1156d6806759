package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.invalidParameter;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.limitExceeded;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.notFound;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vitrine.localcloud.dynamodb.operation.CreateTable.BillingMode;
import dev.vitrine.localcloud.dynamodb.store.KeyRange;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition.StreamSettings;
import dev.vitrine.localcloud.dynamodb.table.Throughput;
import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import dev.vitrine.localcloud.dynamodb.value.ItemBytes;
import dev.vitrine.localcloud.http.AwsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Changes of billing, indexes, stream and settings; all in force when the answer comes. */
final class UpdateTable {
    private static final List<String> CHANGES = List.of(
            "ProvisionedThroughput",
            "BillingMode",
            "StreamSpecification",
            "GlobalSecondaryIndexUpdates",
            "SSESpecification",
            "DeletionProtectionEnabled",
            "TableClass");

    private UpdateTable() {}

    static JsonNode call(Database database, Request request) {
        String name = request.tableName();
        if (CHANGES.stream().noneMatch(request::has)) {
            throw validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                    + "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        TableDefinition changed = database.store().exclusively(() -> {
            TableDefinition old = database.catalog().describe(name);
            TableDefinition table = settings(database, billing(old, request), request);
            table = indexes(table, request);
            fill(database, old, table);
            store(database, table);
            dropIndexes(database, old, table);
            return table;
        });
        return JsonNodeFactory.instance
                .objectNode()
                .set("TableDescription", TableDescription.write(database, changed, "ACTIVE"));
    }

    private static void store(Database database, TableDefinition table) {
        database.store().write(batch -> {
            database.catalog().put(batch, table);
            return table;
        });
    }

    private static TableDefinition billing(TableDefinition table, Request request) {
        Optional<BillingMode> mode = request.choice("BillingMode", BillingMode.class);
        boolean onDemand = mode.map(it -> it == BillingMode.PAY_PER_REQUEST).orElse(table.onDemand());
        Optional<Throughput> throughput =
                request.structure("ProvisionedThroughput").map(TableSchema::throughput);
        if (onDemand && throughput.isPresent()) {
            throw invalidParameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode "
                    + "is PAY_PER_REQUEST");
        }
        if (!onDemand && table.onDemand() && throughput.isEmpty()) {
            throw invalidParameter("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        return table.withBilling(onDemand, onDemand ? Throughput.ON_DEMAND : throughput.orElse(table.throughput()));
    }

    private static TableDefinition settings(Database database, TableDefinition table, Request request) {
        TableDefinition changed = request.optionalFlag("DeletionProtectionEnabled")
                .map(table::withDeletionProtected)
                .orElse(table);
        changed = request.choice("TableClass", CreateTable.TableClass.class)
                .map(Enum::name)
                .map(changed::withTableClass)
                .orElse(changed);
        if (request.has("StreamSpecification")) {
            Optional<StreamSettings> stream = CreateTable.stream(database.clock(), request);
            if (stream.isPresent() == (table.stream() != null)) {
                throw validation(
                        stream.isPresent()
                                ? "Table already has an enabled stream: TableName: " + table.name()
                                : "Table is already without a stream: TableName: " + table.name());
            }
            changed = changed.withStream(stream.orElse(null));
        }
        return changed;
    }

    private static TableDefinition indexes(TableDefinition table, Request request) {
        List<Request> updates = request.structures("GlobalSecondaryIndexUpdates");
        if (updates.isEmpty()) {
            return table;
        }
        Map<String, AttributeType> attributes = new LinkedHashMap<>(table.attributes());
        attributes.putAll(TableSchema.attributes(request));
        List<SecondaryIndex> indexes = new ArrayList<>(table.indexes());
        Set<String> touched = new HashSet<>();
        if (updates.stream().filter(update -> !update.has("Update")).count() > 1) {
            throw limitExceeded(
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously "
                            + "per table");
        }
        for (Request update : updates) {
            List<String> kinds =
                    Stream.of("Create", "Update", "Delete").filter(update::has).toList();
            if (kinds.size() != 1) {
                throw invalidParameter("One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
                        + "GlobalSecondaryIndexUpdate.Delete must not be null");
            }
            Request action = update.requiredStructure(kinds.getFirst());
            String index = action.resourceName("IndexName");
            if (!touched.add(index)) {
                throw invalidParameter("Only one global secondary index update per index is allowed simultaneously. "
                        + "Index: " + index);
            }
            switch (kinds.getFirst()) {
                case "Create" -> indexes.add(create(table, attributes, action));
                case "Delete" -> indexes.remove(existing(table, index));
                default -> {
                    SecondaryIndex old = existing(table, index);
                    Throughput units = TableSchema.throughput(action.requiredStructure("ProvisionedThroughput"));
                    indexes.replaceAll(it -> it.equals(old) ? it.withThroughput(units) : it);
                }
            }
        }
        TableSchema.check(indexes);
        Set<String> used = new HashSet<>(table.keys().names().toList());
        indexes.forEach(index -> index.keys().names().forEach(used::add));
        attributes.keySet().retainAll(used);
        return table.withIndexes(attributes, indexes);
    }

    private static SecondaryIndex create(TableDefinition table, Map<String, AttributeType> attributes, Request action) {
        SecondaryIndex index = TableSchema.globalIndex(action, attributes, table.onDemand());
        if (table.index(index.name()).isPresent()) {
            throw validation("Attempting to create an index which already exists");
        }
        return index;
    }

    private static SecondaryIndex existing(TableDefinition table, String index) {
        return table.index(index).filter(SecondaryIndex::global).orElseThrow(() -> missing(index));
    }

    private static AwsException missing(String index) {
        return notFound("Requested resource not found: Index: " + index + " not found");
    }

    private static void fill(Database database, TableDefinition old, TableDefinition table) {
        for (SecondaryIndex index : table.indexes()) {
            if (old.index(index.name()).isEmpty()) {
                database.store().fill(table.indexMap(index), sink -> database.store()
                        .walk(table.itemsMap(), KeyRange.startingWith(new byte[0]), true, (key, value) -> {
                            database.index(table, index, ItemBytes.read(value), sink);
                            return true;
                        }));
            }
        }
    }

    private static void dropIndexes(Database database, TableDefinition old, TableDefinition table) {
        Set<String> dropped = new HashSet<>();
        old.indexes().stream()
                .filter(index -> table.index(index.name()).isEmpty())
                .forEach(index -> dropped.add(old.indexMap(index)));
        if (!dropped.isEmpty()) {
            database.store().removeMaps(dropped::contains);
        }
    }
}
