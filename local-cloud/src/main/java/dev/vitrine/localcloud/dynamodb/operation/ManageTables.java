package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.http.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** DescribeTable, ListTables, DeleteTable and what else looks at tables as such. */
final class ManageTables {
    private static final int MAX_NAMES = 100;
    private static final double MILLIS = 1000.0;
    private static final int ACCOUNT_UNITS = 80_000;
    private static final int TABLE_UNITS = 40_000;

    private ManageTables() {}

    static JsonNode describe(Database database, Request request) {
        TableDefinition table = database.catalog().describe(request.tableName());
        return Json.object().set("Table", TableDescription.write(database, table, "ACTIVE"));
    }

    static JsonNode list(Database database, Request request) {
        String start = request.text("ExclusiveStartTableName").orElse("");
        long limit = request.number("Limit", 1, MAX_NAMES).orElse(MAX_NAMES);
        List<String> rest = database.catalog().all().stream()
                .map(TableDefinition::name)
                .filter(name -> name.compareTo(start) > 0)
                .limit(limit + 1)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode names = answer.putArray("TableNames");
        rest.stream().limit(limit).forEach(names::add);
        if (rest.size() > limit) {
            answer.put("LastEvaluatedTableName", rest.get((int) limit - 1));
        }
        return answer;
    }

    static JsonNode delete(Database database, Request request) {
        String name = request.tableName();
        return database.store().exclusively(() -> {
            TableDefinition table = database.catalog().describe(name);
            if (table.deletionProtected()) {
                throw validation("Resource cannot be deleted as it is currently protected against deletion. "
                        + "Disable deletion protection first.");
            }
            ObjectNode description = TableDescription.write(database, table, "DELETING");
            database.store().write(batch -> {
                database.catalog().remove(batch, table);
                return table;
            });
            Set<String> maps = new HashSet<>(List.of(table.itemsMap(), table.expiryMap()));
            table.indexes().forEach(index -> maps.add(table.indexMap(index)));
            database.store().removeMaps(maps::contains);
            return Json.object().set("TableDescription", description);
        });
    }

    static JsonNode limits() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("AccountMaxReadCapacityUnits", ACCOUNT_UNITS)
                .put("AccountMaxWriteCapacityUnits", ACCOUNT_UNITS)
                .put("TableMaxReadCapacityUnits", TABLE_UNITS)
                .put("TableMaxWriteCapacityUnits", TABLE_UNITS);
    }

    static JsonNode describeBackups(Database database, Request request) {
        return backups(database.catalog().describe(request.tableName()), database);
    }

    /** Point-in-time recovery is only noted. */
    static JsonNode updateBackups(Database database, Request request) {
        String name = request.tableName();
        boolean enabled =
                request.requiredStructure("PointInTimeRecoverySpecification").flag("PointInTimeRecoveryEnabled");
        return database.store().write(batch -> {
            TableDefinition old = database.catalog().describe(name);
            Long since =
                    old.recoveryMillis() == null ? Long.valueOf(database.clock().millis()) : old.recoveryMillis();
            TableDefinition table = old.withRecoveryMillis(enabled ? since : null);
            database.catalog().put(batch, table);
            return backups(table, database);
        });
    }

    private static JsonNode backups(TableDefinition table, Database database) {
        ObjectNode answer = Json.object();
        ObjectNode description = answer.putObject("ContinuousBackupsDescription");
        description.put("ContinuousBackupsStatus", "ENABLED");
        ObjectNode recovery = description.putObject("PointInTimeRecoveryDescription");
        Long since = table.recoveryMillis();
        recovery.put("PointInTimeRecoveryStatus", since == null ? "DISABLED" : "ENABLED");
        if (since != null) {
            recovery.put("EarliestRestorableDateTime", since / MILLIS);
            recovery.put("LatestRestorableDateTime", database.clock().millis() / MILLIS);
        }
        return answer;
    }
}
