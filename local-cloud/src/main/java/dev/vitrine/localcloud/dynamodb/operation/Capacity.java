package dev.vitrine.localcloud.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The capacity units that operations on one table consume.
 *
 * @param kind whether the units are of reading or of writing
 * @param table units of the table itself
 * @param indexes units of each index, by its name
 */
record Capacity(String tableName, Kind kind, double table, Map<String, Double> indexes, Map<String, Boolean> globals) {
    private static final int READ_UNIT = 4096;
    private static final int WRITE_UNIT = 1024;

    /** What a request wants to be told. */
    enum Detail {
        INDEXES,
        TOTAL,
        NONE
    }

    enum Kind {
        READ("ReadCapacityUnits"),
        WRITE("WriteCapacityUnits");

        private final String member;

        Kind(String member) {
            this.member = member;
        }
    }

    Capacity {
        indexes = Map.copyOf(indexes);
        globals = Map.copyOf(globals);
    }

    static Capacity ofTable(String tableName, Kind kind, double units) {
        return new Capacity(tableName, kind, units, Map.of(), Map.of());
    }

    static Capacity ofIndex(String tableName, Kind kind, SecondaryIndex index, double units) {
        return new Capacity(tableName, kind, 0, Map.of(index.name(), units), Map.of(index.name(), index.global()));
    }

    /** Units to read so many bytes; at least one, halved for a read that may be stale. */
    static double readUnits(long bytes, boolean consistent) {
        return Math.max(1, Math.ceilDiv(bytes, READ_UNIT)) * (consistent ? 1 : 0.5);
    }

    static double writeUnits(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, WRITE_UNIT));
    }

    Capacity plus(Capacity other) {
        Map<String, Double> sums = new LinkedHashMap<>(indexes);
        other.indexes.forEach((name, units) -> sums.merge(name, units, Double::sum));
        Map<String, Boolean> all = new LinkedHashMap<>(globals);
        all.putAll(other.globals);
        return new Capacity(tableName, kind, table + other.table, sums, all);
    }

    /** A transaction pays twice. */
    Capacity doubled() {
        return plus(this);
    }

    double total() {
        return table
                + indexes.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The {@code ConsumedCapacity} structure, where it is wanted. */
    Optional<ObjectNode> write(Detail detail, boolean ofTransaction) {
        if (detail == Detail.NONE) {
            return Optional.empty();
        }
        ObjectNode json = Json.object().put("TableName", tableName);
        units(json, total(), ofTransaction);
        if (detail == Detail.INDEXES) {
            units(json.putObject("Table"), table, ofTransaction);
            indexes.forEach((name, units) -> units(
                    json.withObject("/"
                                    + (Boolean.TRUE.equals(globals.get(name))
                                            ? "GlobalSecondaryIndexes"
                                            : "LocalSecondaryIndexes"))
                            .putObject(name),
                    units,
                    ofTransaction));
        }
        return Optional.of(json);
    }

    private void units(ObjectNode json, double units, boolean ofTransaction) {
        json.put("CapacityUnits", units);
        if (ofTransaction) {
            json.put(kind.member, units);
        }
    }
}
