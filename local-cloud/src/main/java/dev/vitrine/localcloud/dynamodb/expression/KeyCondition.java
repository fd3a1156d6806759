package dev.vitrine.localcloud.dynamodb.expression;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.invalidParameter;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import dev.vitrine.localcloud.dynamodb.expression.Condition.Comparator;
import dev.vitrine.localcloud.dynamodb.table.KeyAttribute;
import dev.vitrine.localcloud.dynamodb.table.KeySchema;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.http.AwsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Query asks of the key: one partition and, perhaps, a range in it.
 *
 * @param sort null for the whole partition
 */
public record KeyCondition(
        AttributeValue partition, @Nullable SortCondition sort) {
    /** A condition on the sort key. */
    public sealed interface SortCondition {}

    /**
     * One comparison.
     *
     * @param comparator any but {@code <>}
     */
    public record Compared(Comparator comparator, AttributeValue value) implements SortCondition {}

    public record InRange(AttributeValue low, AttributeValue high) implements SortCondition {}

    public record Prefixed(AttributeValue prefix) implements SortCondition {}

    /** Parses a {@code KeyConditionExpression} for the given key. */
    public static KeyCondition parse(String text, Placeholders placeholders, KeySchema keys) {
        Condition condition = ConditionParser.parse("KeyConditionExpression", text, placeholders);
        Map<String, SortCondition> byName = new LinkedHashMap<>();
        collect(condition, byName);
        SortCondition partition = byName.get(keys.partition().name());
        if (partition == null) {
            throw missing(keys.partition());
        }
        checkType(keys.partition(), partition);
        if (!(partition instanceof Compared(var comparator, var value)) || comparator != Comparator.EQUAL) {
            throw validation("Query key condition not supported");
        }
        if (byName.size() == 1) {
            return new KeyCondition(value, null);
        }
        KeyAttribute sort = keys.sort();
        if (sort == null || byName.size() > 2) {
            throw validation("Query key condition not supported");
        }
        SortCondition sortCondition = byName.get(sort.name());
        if (sortCondition == null) {
            throw missing(sort);
        }
        checkType(sort, sortCondition);
        return new KeyCondition(value, sortCondition);
    }

    private static AwsException missing(KeyAttribute attribute) {
        return validation("Query condition missed key schema element: " + attribute.name());
    }

    private static void checkType(KeyAttribute attribute, SortCondition condition) {
        List<AttributeValue> values =
                switch (condition) {
                    case Compared(var ignored, var value) -> List.of(value);
                    case InRange(var low, var high) -> List.of(low, high);
                    case Prefixed(var prefix) -> List.of(prefix);
                };
        if (values.stream().anyMatch(value -> value.type() != attribute.type())) {
            throw invalidParameter("Condition parameter type does not match schema type");
        }
    }

    private static void collect(Condition condition, Map<String, SortCondition> byName) {
        switch (condition) {
            case Condition.And(var left, var right) -> {
                collect(left, byName);
                collect(right, byName);
            }
            case Condition.Comparison(var comparator, var left, var right) -> {
                if (comparator == Comparator.NOT_EQUAL) {
                    throw unsupported("<>");
                }
                if (left instanceof Operand.Constant && right instanceof Operand.At) {
                    add(byName, name(right), new Compared(comparator.mirrored(), constant(left)));
                } else {
                    add(byName, name(left), new Compared(comparator, constant(right)));
                }
            }
            case Condition.Between(var operand, var low, var high) ->
                add(byName, first("BETWEEN", operand), new InRange(constant(low), constant(high)));
            case Condition.BeginsWith(var operand, var prefix) ->
                add(byName, first("begins_with", operand), new Prefixed(constant(prefix)));
            case Condition.Or ignored -> throw unsupported("OR");
            case Condition.Not ignored -> throw unsupported("NOT");
            case Condition.In ignored -> throw unsupported("IN");
            case Condition.Exists ignored -> throw unsupported("attribute_exists");
            case Condition.NotExists ignored -> throw unsupported("attribute_not_exists");
            case Condition.HasType ignored -> throw unsupported("attribute_type");
            case Condition.Contains ignored -> throw unsupported("contains");
        }
    }

    private static void add(Map<String, SortCondition> byName, String name, SortCondition condition) {
        if (byName.putIfAbsent(name, condition) != null) {
            throw validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static AwsException unsupported(String operator) {
        return validation("Invalid operator used in KeyConditionExpression: " + operator);
    }

    private static String first(String operator, Operand operand) {
        if (operand instanceof Operand.Constant) {
            throw validation("Invalid condition in KeyConditionExpression: " + operator
                    + " operator must have the key attribute as its first operand");
        }
        return name(operand);
    }

    private static String name(Operand operand) {
        return switch (operand) {
            case Operand.At(var path)
            when path.isNested() ->
                throw validation("KeyConditionExpressions cannot have conditions on nested attributes");
            case Operand.At(var path) -> path.head();
            case Operand.Size ignored -> throw validation("KeyConditionExpressions cannot contain nested operations");
            case Operand.Constant ignored ->
                throw validation("Invalid condition in KeyConditionExpression: No key attribute specified");
        };
    }

    private static AttributeValue constant(Operand operand) {
        return switch (operand) {
            case Operand.Constant(var value) -> value;
            case Operand.Size ignored -> throw validation("KeyConditionExpressions cannot contain nested operations");
            case Operand.At ignored ->
                throw validation(
                        "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
        };
    }
}
