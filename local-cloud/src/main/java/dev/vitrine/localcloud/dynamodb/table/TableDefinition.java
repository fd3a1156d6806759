package dev.vitrine.localcloud.dynamodb.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a table but its items.
 *
 * @param id what its maps in the store are named after; a new one for each creation
 * @param createdMillis milliseconds since 1970
 * @param ttlAttribute attribute that holds the second at which an item expires, where time to live is enabled
 * @param recoveryMillis since when point-in-time recovery is asked for, where it is
 */
public record TableDefinition(
        String name,
        String id,
        long createdMillis,
        Map<String, AttributeType> attributes,
        KeySchema keys,
        List<SecondaryIndex> indexes,
        boolean onDemand,
        Throughput throughput,
        boolean deletionProtected,
        @Nullable String tableClass,
        @Nullable StreamSettings stream,
        @Nullable String ttlAttribute,
        @Nullable Long recoveryMillis,
        Map<String, String> tags) {
    public static final String REGION = "us-east-1";
    public static final String ACCOUNT = "000000000000";
    private static final String ARN_PREFIX = "arn:aws:dynamodb:" + REGION + ":" + ACCOUNT + ":table/";

    /** What a table says of its stream; there is none to read. */
    public record StreamSettings(String viewType, String label) {}

    public TableDefinition {
        attributes = Map.copyOf(new TreeMap<>(attributes));
        indexes = List.copyOf(indexes);
        tags = Map.copyOf(tags);
    }

    @JsonIgnore
    public String arn() {
        return ARN_PREFIX + name;
    }

    public Optional<SecondaryIndex> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    /** Name of the store's map that holds the items. */
    public String itemsMap() {
        return "table." + id;
    }

    /** Name of the store's map that holds an index's entries. */
    public String indexMap(SecondaryIndex index) {
        return "index." + id + "." + index.name();
    }

    /** Name of the store's map that holds the items' keys by the time at which they expire. */
    public String expiryMap() {
        return "expiry." + id;
    }

    /** The name in a table's ARN, or the text itself. */
    public static String nameOf(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn.substring(nameOrArn.indexOf('/') + 1) : nameOrArn;
    }

    public TableDefinition withTags(Map<String, String> changed) {
        return new TableDefinition(
                name,
                id,
                createdMillis,
                attributes,
                keys,
                indexes,
                onDemand,
                throughput,
                deletionProtected,
                tableClass,
                stream,
                ttlAttribute,
                recoveryMillis,
                changed);
    }

    public TableDefinition withTtlAttribute(@Nullable String changed) {
        return new TableDefinition(
                name,
                id,
                createdMillis,
                attributes,
                keys,
                indexes,
                onDemand,
                throughput,
                deletionProtected,
                tableClass,
                stream,
                changed,
                recoveryMillis,
                tags);
    }

    public TableDefinition withRecoveryMillis(@Nullable Long changed) {
        return new TableDefinition(
                name,
                id,
                createdMillis,
                attributes,
                keys,
                indexes,
                onDemand,
                throughput,
                deletionProtected,
                tableClass,
                stream,
                ttlAttribute,
                changed,
                tags);
    }

    public TableDefinition withIndexes(Map<String, AttributeType> definitions, List<SecondaryIndex> changed) {
        return new TableDefinition(
                name,
                id,
                createdMillis,
                definitions,
                keys,
                changed,
                onDemand,
                throughput,
                deletionProtected,
                tableClass,
                stream,
                ttlAttribute,
                recoveryMillis,
                tags);
    }

    public TableDefinition withBilling(boolean nowOnDemand, Throughput changed) {
        return new TableDefinition(
                name,
                id,
                createdMillis,
                attributes,
                keys,
                indexes,
                nowOnDemand,
                changed,
                deletionProtected,
                tableClass,
                stream,
                ttlAttribute,
                recoveryMillis,
                tags);
    }

    public TableDefinition withDeletionProtected(boolean changed) {
        return new TableDefinition(
                name,
                id,
                createdMillis,
                attributes,
                keys,
                indexes,
                onDemand,
                throughput,
                changed,
                tableClass,
                stream,
                ttlAttribute,
                recoveryMillis,
                tags);
    }

    public TableDefinition withTableClass(String changed) {
        return new TableDefinition(
                name,
                id,
                createdMillis,
                attributes,
                keys,
                indexes,
                onDemand,
                throughput,
                deletionProtected,
                changed,
                stream,
                ttlAttribute,
                recoveryMillis,
                tags);
    }

    public TableDefinition withStream(@Nullable StreamSettings changed) {
        return new TableDefinition(
                name,
                id,
                createdMillis,
                attributes,
                keys,
                indexes,
                onDemand,
                throughput,
                deletionProtected,
                tableClass,
                changed,
                ttlAttribute,
                recoveryMillis,
                tags);
    }
}
