package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.constraint;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.store.KeyRange;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemBytes;
import dev.vitrine.localcloud.http.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** UpdateTimeToLive, DescribeTimeToLive and the removal of what has expired. */
final class TimeToLive {
    private static final int REMOVED_AT_ONCE = 500;

    /** What expired longer ago than five years stays, as a guard against wrong units. */
    private static final long OLDEST_SECONDS = 5L * 365 * 24 * 3600;

    private TimeToLive() {}

    static JsonNode update(Database database, Request request) {
        String name = request.tableName();
        Request specification = request.requiredStructure("TimeToLiveSpecification");
        String attribute = specification.requiredText("AttributeName");
        boolean enabled = specification
                .optionalFlag("Enabled")
                .orElseThrow(() -> constraint("timeToLiveSpecification.enabled", null, "Member must not be null"));
        database.store().exclusively(() -> {
            TableDefinition table = database.catalog().describe(name);
            if (enabled == (table.ttlAttribute() != null)) {
                throw validation("TimeToLive is already " + (enabled ? "enabled" : "disabled"));
            }
            if (!enabled && !attribute.equals(table.ttlAttribute())) {
                throw validation("TimeToLive is active on a different AttributeName: current AttributeName is "
                        + table.ttlAttribute());
            }
            return enabled ? enable(database, table.withTtlAttribute(attribute)) : disable(database, table);
        });
        ObjectNode answer = Json.object();
        answer.putObject("TimeToLiveSpecification").put("Enabled", enabled).put("AttributeName", attribute);
        return answer;
    }

    private static TableDefinition enable(Database database, TableDefinition table) {
        List<String> keyNames = table.keys().names().toList();
        database.store().fill(table.expiryMap(), sink -> database.store()
                .walk(table.itemsMap(), KeyRange.startingWith(new byte[0]), true, (key, value) -> {
                    Item item = ItemBytes.read(value);
                    OptionalLong second = Database.expirySecond(table, item);
                    if (second.isPresent()) {
                        sink.put(
                                Database.expiryKey(table, item, second.getAsLong()),
                                ItemBytes.write(item.only(keyNames)));
                    }
                    return true;
                }));
        return store(database, table);
    }

    private static TableDefinition disable(Database database, TableDefinition table) {
        TableDefinition changed = store(database, table.withTtlAttribute(null));
        database.store().removeMaps(Set.of(table.expiryMap())::contains);
        return changed;
    }

    private static TableDefinition store(Database database, TableDefinition table) {
        return database.store().write(batch -> {
            database.catalog().put(batch, table);
            return table;
        });
    }

    static JsonNode describe(Database database, Request request) {
        TableDefinition table = database.catalog().describe(request.tableName());
        ObjectNode answer = Json.object();
        ObjectNode description = answer.putObject("TimeToLiveDescription");
        description.put("TimeToLiveStatus", table.ttlAttribute() == null ? "DISABLED" : "ENABLED");
        if (table.ttlAttribute() != null) {
            description.put("AttributeName", table.ttlAttribute());
        }
        return answer;
    }

    /** Removes the items that have expired, some at a time. */
    static void sweep(Database database) {
        for (TableDefinition table : database.catalog().all()) {
            while (table.ttlAttribute() != null && sweep(database, table.name()) == REMOVED_AT_ONCE) {
                Thread.onSpinWait();
            }
        }
    }

    private static int sweep(Database database, String name) {
        return database.store().write(batch -> {
            TableDefinition table = database.catalog().find(name).orElse(null);
            if (table == null || table.ttlAttribute() == null) {
                return 0;
            }
            long now = database.clock().instant().getEpochSecond();
            KeyRange expired = new KeyRange(second(Math.max(0, now - OLDEST_SECONDS)), second(now + 1));
            List<Item> keys = new ArrayList<>();
            database.store().walk(table.expiryMap(), expired, true, (key, value) -> {
                keys.add(ItemBytes.read(value));
                return keys.size() < REMOVED_AT_ONCE;
            });
            keys.forEach(key -> database.get(table, key).ifPresent(item -> database.replace(batch, table, item, null)));
            return keys.size();
        });
    }

    private static byte[] second(long second) {
        return ByteBuffer.allocate(Long.BYTES).putLong(second).array();
    }
}
