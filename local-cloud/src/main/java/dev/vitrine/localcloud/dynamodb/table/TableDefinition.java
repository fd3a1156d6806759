package dev.vitrine.localcloud.dynamodb.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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
        return with(copy -> copy.tags = changed);
    }

    public TableDefinition withTtlAttribute(@Nullable String changed) {
        return with(copy -> copy.ttlAttribute = changed);
    }

    public TableDefinition withRecoveryMillis(@Nullable Long changed) {
        return with(copy -> copy.recoveryMillis = changed);
    }

    public TableDefinition withIndexes(Map<String, AttributeType> definitions, List<SecondaryIndex> changed) {
        return with(copy -> {
            copy.attributes = definitions;
            copy.indexes = changed;
        });
    }

    public TableDefinition withBilling(boolean nowOnDemand, Throughput changed) {
        return with(copy -> {
            copy.onDemand = nowOnDemand;
            copy.throughput = changed;
        });
    }

    public TableDefinition withDeletionProtected(boolean changed) {
        return with(copy -> copy.deletionProtected = changed);
    }

    public TableDefinition withTableClass(String changed) {
        return with(copy -> copy.tableClass = changed);
    }

    public TableDefinition withStream(@Nullable StreamSettings changed) {
        return with(copy -> copy.stream = changed);
    }

    private TableDefinition with(Consumer<Copy> change) {
        Copy copy = new Copy();
        change.accept(copy);
        return copy.definition();
    }

    /** This table with what may change of it. */
    private final class Copy {
        private Map<String, AttributeType> attributes = TableDefinition.this.attributes;
        private List<SecondaryIndex> indexes = TableDefinition.this.indexes;
        private boolean onDemand = TableDefinition.this.onDemand;
        private Throughput throughput = TableDefinition.this.throughput;
        private boolean deletionProtected = TableDefinition.this.deletionProtected;
        private @Nullable String tableClass = TableDefinition.this.tableClass;
        private @Nullable StreamSettings stream = TableDefinition.this.stream;
        private @Nullable String ttlAttribute = TableDefinition.this.ttlAttribute;
        private @Nullable Long recoveryMillis = TableDefinition.this.recoveryMillis;
        private Map<String, String> tags = TableDefinition.this.tags;

        TableDefinition definition() {
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
                    tags);
        }
    }
}
