package dev.vitrine.localcloud.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Map;
import java.util.Optional;

/** Every operation by its name, and the work that goes on in the background. */
public final class Operations {
    private final Database database;
    private final Map<String, Operation> operations;

    public Operations(Database database) {
        this.database = database;
        this.operations = Map.ofEntries(
                Map.entry("BatchGetItem", request -> BatchGetItem.call(database, request)),
                Map.entry("BatchWriteItem", request -> BatchWriteItem.call(database, request)),
                Map.entry("CreateTable", request -> CreateTable.call(database, request)),
                Map.entry("DeleteItem", request -> WriteItems.delete(database, request)),
                Map.entry("DeleteTable", request -> ManageTables.delete(database, request)),
                Map.entry("DescribeContinuousBackups", request -> ManageTables.describeBackups(database, request)),
                Map.entry("DescribeEndpoints", request -> endpoints()),
                Map.entry("DescribeLimits", request -> ManageTables.limits()),
                Map.entry("DescribeTable", request -> ManageTables.describe(database, request)),
                Map.entry("DescribeTimeToLive", request -> TimeToLive.describe(database, request)),
                Map.entry("GetItem", request -> GetItem.call(database, request)),
                Map.entry("ListTables", request -> ManageTables.list(database, request)),
                Map.entry("ListTagsOfResource", request -> Tags.list(database, request)),
                Map.entry("PutItem", request -> WriteItems.put(database, request)),
                Map.entry("Query", request -> Query.call(database, request)),
                Map.entry("Scan", request -> Scan.call(database, request)),
                Map.entry("TagResource", request -> Tags.tag(database, request)),
                Map.entry("TransactGetItems", request -> TransactGetItems.call(database, request)),
                Map.entry("TransactWriteItems", request -> TransactWriteItems.call(database, request)),
                Map.entry("UntagResource", request -> Tags.untag(database, request)),
                Map.entry("UpdateContinuousBackups", request -> ManageTables.updateBackups(database, request)),
                Map.entry("UpdateItem", request -> WriteItems.update(database, request)),
                Map.entry("UpdateTable", request -> UpdateTable.call(database, request)),
                Map.entry("UpdateTimeToLive", request -> TimeToLive.update(database, request)));
    }

    /** The operation of this name; empty where it is not offered. */
    public Optional<Operation> find(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** To be called every second or so. */
    public void maintain() {
        database.store().maintain();
        TimeToLive.sweep(database);
    }

    /** To be called every minute or so. */
    public void purge() {
        new ClientTokens(database.clock()).purge(database.store());
    }

    private static JsonNode endpoints() {
        ObjectNode answer = Json.object();
        answer.putArray("Endpoints")
                .addObject()
                .put("Address", "dynamodb.us-east-1.amazonaws.com")
                .put("CachePeriodInMinutes", 1440);
        return answer;
    }
}
