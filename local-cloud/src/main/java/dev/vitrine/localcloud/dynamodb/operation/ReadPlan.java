package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.invalidParameter;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import dev.vitrine.localcloud.dynamodb.expression.Condition;
import dev.vitrine.localcloud.dynamodb.expression.ConditionParser;
import dev.vitrine.localcloud.dynamodb.expression.Placeholders;
import dev.vitrine.localcloud.dynamodb.expression.Projection;
import dev.vitrine.localcloud.dynamodb.store.KeyBytes;
import dev.vitrine.localcloud.dynamodb.table.KeyAttribute;
import dev.vitrine.localcloud.dynamodb.table.KeySchema;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex.ProjectionKind;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.Bytes;
import dev.vitrine.localcloud.dynamodb.value.Item;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Query and Scan share: where to read, what to keep and what to return.
 *
 * @param index null to read the table itself
 * @param limit how many items to look at, at most
 * @param countOnly whether only the number of items is wanted
 * @param fetches whether items of a local index have to be completed from the table
 * @param start key after which to begin, as bytes of the table or index; null for the beginning
 */
record ReadPlan(
        TableDefinition table,
        @Nullable SecondaryIndex index,
        boolean consistent,
        OptionalLong limit,
        @Nullable Condition filter,
        @Nullable Projection projection,
        boolean countOnly,
        boolean fetches,
        @Nullable Bytes start) {

    /** Which attributes a request wants. */
    private enum Select {
        SPECIFIC_ATTRIBUTES,
        COUNT,
        ALL_ATTRIBUTES,
        ALL_PROJECTED_ATTRIBUTES
    }

    /** Reads all but the key condition from a request; the placeholders still have to be checked for use. */
    static ReadPlan of(TableDefinition table, Request request, Placeholders placeholders) {
        @Nullable SecondaryIndex index = index(table, request);
        boolean consistent = request.flag("ConsistentRead");
        if (consistent && index != null && index.global()) {
            throw validation("Consistent reads are not supported on global secondary indexes");
        }
        OptionalLong limit = request.number("Limit", 1, Integer.MAX_VALUE);
        Select select = select(request, index);
        @Nullable
        Condition filter = request.text("FilterExpression")
                .map(text -> ConditionParser.parse("FilterExpression", text, placeholders))
                .orElse(null);
        @Nullable
        Projection projection = request.text("ProjectionExpression")
                .map(text -> Projection.parse(text, placeholders))
                .orElse(null);
        if (filter != null) {
            Keys.checkPaths(table, filter.paths());
        }
        if (projection != null) {
            Keys.checkPaths(table, projection.paths());
        }
        boolean fetches = fetches(table, index, select, projection);
        @Nullable
        Bytes start = request.item("ExclusiveStartKey")
                .map(key -> start(table, index, key))
                .orElse(null);
        return new ReadPlan(
                table, index, consistent, limit, filter, projection, select == Select.COUNT, fetches, start);
    }

    static @Nullable SecondaryIndex index(TableDefinition table, Request request) {
        return request.text("IndexName")
                .map(name -> table.index(name)
                        .orElseThrow(() -> validation("The table does not have the specified index: " + name)))
                .orElse(null);
    }

    private static Select select(Request request, @Nullable SecondaryIndex index) {
        boolean projects = request.has("ProjectionExpression");
        Select byDefault = projects
                ? Select.SPECIFIC_ATTRIBUTES
                : index == null ? Select.ALL_ATTRIBUTES : Select.ALL_PROJECTED_ATTRIBUTES;
        Select select = request.choice("Select", byDefault);
        if (projects && select != Select.SPECIFIC_ATTRIBUTES) {
            throw validation("Cannot specify the ProjectionExpression when choosing to get "
                    + (select == Select.COUNT ? "only the Count" : select.name()));
        }
        if (!projects && select == Select.SPECIFIC_ATTRIBUTES) {
            throw validation(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (index == null && select == Select.ALL_PROJECTED_ATTRIBUTES) {
            throw validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        return select;
    }

    private static boolean fetches(
            TableDefinition table, @Nullable SecondaryIndex index, Select select, @Nullable Projection projection) {
        if (index == null || index.projection() == ProjectionKind.ALL) {
            return false;
        }
        Set<String> missing = new LinkedHashSet<>();
        if (projection != null) {
            missing.addAll(projection.heads());
            missing.removeAll(index.projectedNames(table.keys()));
        }
        if (index.global()) {
            if (select == Select.ALL_ATTRIBUTES) {
                throw invalidParameter("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                        + index.name() + " because its projection type is not ALL");
            }
            if (!missing.isEmpty()) {
                throw invalidParameter(
                        "Global secondary index " + index.name() + " does not project " + List.copyOf(missing));
            }
            return false;
        }
        return select == Select.ALL_ATTRIBUTES || !missing.isEmpty();
    }

    private static Bytes start(TableDefinition table, @Nullable SecondaryIndex index, Item key) {
        Set<String> names = new LinkedHashSet<>(table.keys().names().toList());
        if (index != null) {
            index.keys().names().forEach(names::add);
        }
        if (!key.attributes().keySet().equals(names)) {
            throw wrongStart(index == null);
        }
        checkTypes(table.keys(), key);
        if (index == null) {
            return Bytes.of(KeyBytes.ofTable(table.keys(), key));
        }
        checkTypes(index.keys(), key);
        return Bytes.of(KeyBytes.ofIndex(index.keys(), table.keys(), key));
    }

    private static void checkTypes(KeySchema keys, Item key) {
        for (KeyAttribute attribute : keys.attributes()) {
            AttributeValue value = key.get(attribute.name());
            if (value == null || value.type() != attribute.type()) {
                throw wrongStart(true);
            }
        }
    }

    private static RuntimeException wrongStart(boolean ofTable) {
        return validation("The provided starting key is invalid"
                + (ofTable ? ": The provided key element does not match the schema" : ""));
    }

    /** The keys by which the items are read. */
    KeySchema keys() {
        return index == null ? table.keys() : index.keys();
    }

    /** The store's map to read. */
    String map() {
        return index == null ? table.itemsMap() : table.indexMap(index);
    }

    /** What a next page has to start after. */
    Item continuation(Item last) {
        Set<String> names = new LinkedHashSet<>(table.keys().names().toList());
        keys().names().forEach(names::add);
        return last.only(names);
    }
}
