package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.localcloud.dynamodb.expression.Condition;
import dev.vitrine.localcloud.dynamodb.expression.KeyCondition;
import dev.vitrine.localcloud.dynamodb.expression.KeyCondition.SortCondition;
import dev.vitrine.localcloud.dynamodb.expression.Path;
import dev.vitrine.localcloud.dynamodb.expression.Placeholders;
import dev.vitrine.localcloud.dynamodb.store.KeyBytes;
import dev.vitrine.localcloud.dynamodb.store.KeyRange;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of one partition of a table or an index, in the order of the sort key. */
final class Query {
    private static final List<String> EXPRESSIONS =
            List.of("ProjectionExpression", "FilterExpression", "KeyConditionExpression");
    private static final List<String> WITH_VALUES = List.of("FilterExpression", "KeyConditionExpression");

    private Query() {}

    static JsonNode call(Database database, Request request) {
        LegacyParameters.refuse(
                request,
                "KeyConditionExpression",
                "KeyConditions",
                "QueryFilter",
                "ConditionalOperator",
                "AttributesToGet");
        TableDefinition table = database.catalog().get(request.tableName());
        Placeholders placeholders = request.placeholders(EXPRESSIONS, WITH_VALUES);
        String text = request.text("KeyConditionExpression")
                .orElseThrow(() -> validation("Either the KeyConditions or KeyConditionExpression parameter must be "
                        + "specified in the request."));
        @Nullable SecondaryIndex index = ReadPlan.index(table, request);
        KeyCondition condition = KeyCondition.parse(text, placeholders, index == null ? table.keys() : index.keys());
        ReadPlan plan = ReadPlan.of(table, request, placeholders);
        placeholders.checkAllUsed();
        checkFilter(plan);
        KeyRange range = range(condition);
        Bytes start = plan.start();
        if (start != null && !range.contains(start.toArray())) {
            throw validation("The provided starting key is outside query boundaries based on provided conditions");
        }
        boolean forward = request.optionalFlag("ScanIndexForward").orElse(true);
        Capacity.Detail detail = request.choice("ReturnConsumedCapacity", Capacity.Detail.NONE);
        return Page.read(database, plan, range, forward, detail);
    }

    private static void checkFilter(ReadPlan plan) {
        Condition filter = plan.filter();
        if (filter != null) {
            for (Path path : filter.paths()) {
                if (plan.keys().contains(path.head())) {
                    throw validation("Filter Expression can only contain non-primary key attributes: "
                            + "Primary key attribute: " + path.head());
                }
            }
        }
    }

    private static KeyRange range(KeyCondition condition) {
        byte[] partition = KeyBytes.partition(condition.partition());
        SortCondition sort = condition.sort();
        if (sort == null) {
            return KeyRange.startingWith(partition);
        }
        return switch (sort) {
            case KeyCondition.Compared(var comparator, var value) -> {
                byte[] key = KeyBytes.concat(partition, KeyBytes.component(value));
                yield switch (comparator) {
                    case EQUAL -> KeyRange.startingWith(key);
                    case LESS -> new KeyRange(partition, key);
                    case AT_MOST -> new KeyRange(partition, KeyBytes.after(key));
                    case GREATER -> new KeyRange(KeyBytes.after(key), KeyBytes.after(partition));
                    case AT_LEAST -> new KeyRange(key, KeyBytes.after(partition));
                    case NOT_EQUAL -> throw new IllegalStateException("<> is no key condition");
                };
            }
            case KeyCondition.InRange(var low, var high) ->
                new KeyRange(
                        KeyBytes.concat(partition, KeyBytes.component(low)),
                        KeyBytes.after(KeyBytes.concat(partition, KeyBytes.component(high))));
            case KeyCondition.Prefixed(var prefix) -> KeyRange.startingWith(prefix(partition, prefix));
        };
    }

    private static byte[] prefix(byte[] partition, AttributeValue prefix) {
        return KeyBytes.concat(partition, KeyBytes.prefix(prefix));
    }
}
