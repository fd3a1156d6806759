package dev.vitrine.localcloud.dynamodb.table;

import dev.vitrine.localcloud.dynamodb.value.Item;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A second order on a table's items.
 *
 * @param global whether it has a partition key of its own; a local index shares the table's
 * @param included attributes besides the keys, for a projection of kind INCLUDE
 */
public record SecondaryIndex(
        String name,
        boolean global,
        KeySchema keys,
        ProjectionKind projection,
        List<String> included,
        Throughput throughput) {
    /** Which attributes an index holds. */
    public enum ProjectionKind {
        ALL,
        KEYS_ONLY,
        INCLUDE
    }

    public SecondaryIndex {
        included = List.copyOf(included);
    }

    /** An index is sparse: only items that have all of its key attributes stand in it. */
    public boolean covers(Item item) {
        return keys.names().allMatch(name -> item.get(name) != null);
    }

    /** The copy of an item that the index holds. */
    public Item project(Item item, KeySchema tableKeys) {
        return switch (projection) {
            case ALL -> item;
            case KEYS_ONLY, INCLUDE -> item.only(projectedNames(tableKeys));
        };
    }

    /** Names of the attributes that the index holds, unless it holds all. */
    public Set<String> projectedNames(KeySchema tableKeys) {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(tableKeys.names(), keys.names()).forEach(names::add);
        names.addAll(included);
        return names;
    }

    public SecondaryIndex withThroughput(Throughput changed) {
        return new SecondaryIndex(name, global, keys, projection, included, changed);
    }
}
