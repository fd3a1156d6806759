package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.expression.Condition.Comparator;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinarySet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinaryValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BooleanValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.ListValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.MapValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NullValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberSet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringSet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemSize;
import dev.vitrine.localcloud.dynamodb.value.ValueOrder;
import java.math.BigDecimal;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whether an item fulfils a condition. An absent attribute fulfils only {@code attribute_not_exists} and {@code <>}. */
public final class ConditionEvaluator {
    private ConditionEvaluator() {}

    /**
     * Evaluates the tree.
     *
     * @param item {@link Item#EMPTY} where there is none
     */
    public static boolean holds(Condition condition, Item item) {
        return switch (condition) {
            case Condition.And(var left, var right) -> holds(left, item) && holds(right, item);
            case Condition.Or(var left, var right) -> holds(left, item) || holds(right, item);
            case Condition.Not(var negated) -> !holds(negated, item);
            case Condition.Comparison(var comparator, var left, var right) ->
                compare(comparator, value(left, item), value(right, item));
            case Condition.Between(var operand, var low, var high) -> {
                AttributeValue value = value(operand, item);
                yield compare(Comparator.AT_LEAST, value, value(low, item))
                        && compare(Comparator.AT_MOST, value, value(high, item));
            }
            case Condition.In(var operand, var candidates) -> {
                AttributeValue value = value(operand, item);
                yield candidates.stream()
                        .anyMatch(candidate -> compare(Comparator.EQUAL, value, value(candidate, item)));
            }
            case Condition.Exists(var path) -> path.find(item).isPresent();
            case Condition.NotExists(var path) -> path.find(item).isEmpty();
            case Condition.HasType(var operand, var type) -> {
                AttributeValue value = value(operand, item);
                yield value != null && value.type() == type;
            }
            case Condition.BeginsWith(var operand, var prefix) -> beginsWith(value(operand, item), value(prefix, item));
            case Condition.Contains(var operand, var part) -> contains(value(operand, item), value(part, item));
        };
    }

    private static @Nullable AttributeValue value(Operand operand, Item item) {
        return switch (operand) {
            case Operand.At(var path) -> path.find(item).orElse(null);
            case Operand.Constant(var value) -> value;
            case Operand.Size(var of) -> {
                AttributeValue value = value(of, item);
                OptionalInt size = value == null ? OptionalInt.empty() : size(value);
                yield size.isEmpty() ? null : new NumberValue(BigDecimal.valueOf(size.getAsInt()));
            }
        };
    }

    private static OptionalInt size(AttributeValue value) {
        return switch (value) {
            case StringValue(var text) -> OptionalInt.of(ItemSize.utf8(text));
            case BinaryValue(var bytes) -> OptionalInt.of(bytes.length());
            case StringSet(var values) -> OptionalInt.of(values.size());
            case NumberSet(var values) -> OptionalInt.of(values.size());
            case BinarySet(var values) -> OptionalInt.of(values.size());
            case ListValue(var values) -> OptionalInt.of(values.size());
            case MapValue(var values) -> OptionalInt.of(values.size());
            case NumberValue ignored -> OptionalInt.empty();
            case BooleanValue ignored -> OptionalInt.empty();
            case NullValue ignored -> OptionalInt.empty();
        };
    }

    private static boolean compare(
            Comparator comparator, @Nullable AttributeValue left, @Nullable AttributeValue right) {
        if (left == null || right == null) {
            return comparator == Comparator.NOT_EQUAL && (left != null || right != null);
        }
        OptionalInt order = ValueOrder.compare(left, right);
        return switch (comparator) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case LESS -> order.isPresent() && order.getAsInt() < 0;
            case AT_MOST -> order.isPresent() && order.getAsInt() <= 0;
            case GREATER -> order.isPresent() && order.getAsInt() > 0;
            case AT_LEAST -> order.isPresent() && order.getAsInt() >= 0;
        };
    }

    private static boolean beginsWith(@Nullable AttributeValue value, @Nullable AttributeValue prefix) {
        if (value instanceof StringValue(var text) && prefix instanceof StringValue(var start)) {
            return text.startsWith(start);
        }
        return value instanceof BinaryValue(var bytes)
                && prefix instanceof BinaryValue(var start)
                && bytes.startsWith(start);
    }

    private static boolean contains(@Nullable AttributeValue value, @Nullable AttributeValue part) {
        if (value == null || part == null) {
            return false;
        }
        return switch (value) {
            case StringValue(var text) -> part instanceof StringValue(var inner) && text.contains(inner);
            case BinaryValue(var bytes) -> part instanceof BinaryValue(var inner) && bytes.contains(inner);
            case StringSet(var values) -> part instanceof StringValue(var inner) && values.contains(inner);
            case NumberSet(var values) -> part instanceof NumberValue(var inner) && values.contains(inner);
            case BinarySet(var values) -> part instanceof BinaryValue(var inner) && values.contains(inner);
            case ListValue(var values) -> values.contains(part);
            case MapValue ignored -> false;
            case NumberValue ignored -> false;
            case BooleanValue ignored -> false;
            case NullValue ignored -> false;
        };
    }
}
