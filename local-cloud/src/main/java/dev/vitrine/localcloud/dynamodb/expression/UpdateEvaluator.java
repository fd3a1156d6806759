package dev.vitrine.localcloud.dynamodb.expression;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinarySet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.ListValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberSet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringSet;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.Numbers;
import dev.vitrine.localcloud.http.AwsException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries an update out: all right sides are computed from the old item, and only then is anything changed. */
public final class UpdateEvaluator {
    private UpdateEvaluator() {}

    /**
     * The item after the update.
     *
     * @throws AwsException a ValidationException where the item does not allow the update
     */
    public static Item apply(Update update, Item old) {
        Map<Path, AttributeValue> assigned = new LinkedHashMap<>();
        List<Path> removed = new ArrayList<>();
        for (Update.Action action : update.actions()) {
            switch (action) {
                case Update.Set(var path, var value) -> assigned.put(path, compute(value, old));
                case Update.Remove(var path) -> removed.add(path);
                case Update.Add(var path, var value) ->
                    assigned.put(path, add(path.find(old).orElse(null), value));
                case Update.Delete(var path, var value) -> {
                    AttributeValue current = path.find(old).orElse(null);
                    AttributeValue rest = current == null ? null : subtract(current, value);
                    if (rest != null) {
                        assigned.put(path, rest);
                    } else {
                        removed.add(path);
                    }
                }
            }
        }
        Document document = new Document(old);
        // Elements set beyond a list's end are appended in the order of their indices.
        assigned.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Path.ORDER))
                .forEach(entry -> document.put(entry.getKey(), entry.getValue()));
        // From the back, so that indices stay those of the old list.
        removed.stream().sorted(Path.ORDER.reversed()).forEach(document::remove);
        return document.item();
    }

    private static AttributeValue compute(UpdateValue value, Item old) {
        return switch (value) {
            case UpdateValue.Constant(var constant) -> constant;
            case UpdateValue.At(var path) -> path.find(old).orElseThrow(UpdateEvaluator::absent);
            case UpdateValue.IfNotExists(var path, var otherwise) ->
                path.find(old).orElseGet(() -> compute(otherwise, old));
            case UpdateValue.ListAppend(var first, var second) -> {
                List<AttributeValue> values = new ArrayList<>(list(compute(first, old)));
                values.addAll(list(compute(second, old)));
                yield new ListValue(values);
            }
            case UpdateValue.Plus(var left, var right) ->
                number(number(compute(left, old)).add(number(compute(right, old))));
            case UpdateValue.Minus(var left, var right) ->
                number(number(compute(left, old)).subtract(number(compute(right, old))));
        };
    }

    private static AwsException absent() {
        return validation("The provided expression refers to an attribute that does not exist in the item");
    }

    private static AwsException wrongType() {
        return validation("An operand in the update expression has an incorrect data type");
    }

    private static NumberValue number(BigDecimal result) {
        return new NumberValue(Numbers.checked(result));
    }

    private static BigDecimal number(AttributeValue value) {
        if (value instanceof NumberValue(var number)) {
            return number;
        }
        throw wrongType();
    }

    private static List<AttributeValue> list(AttributeValue value) {
        if (value instanceof ListValue(var values)) {
            return values;
        }
        throw wrongType();
    }

    private static AttributeValue add(@Nullable AttributeValue current, AttributeValue value) {
        if (current == null) {
            return value;
        }
        if (current instanceof NumberValue(var left) && value instanceof NumberValue(var right)) {
            return number(left.add(right));
        }
        if (current instanceof StringSet(var left) && value instanceof StringSet(var right)) {
            return new StringSet(union(left, right));
        }
        if (current instanceof NumberSet(var left) && value instanceof NumberSet(var right)) {
            return new NumberSet(union(left, right));
        }
        if (current instanceof BinarySet(var left) && value instanceof BinarySet(var right)) {
            return new BinarySet(union(left, right));
        }
        throw wrongType();
    }

    /** Null where nothing is left. */
    private static @Nullable AttributeValue subtract(AttributeValue current, AttributeValue value) {
        if (current instanceof StringSet(var left) && value instanceof StringSet(var right)) {
            return right.containsAll(left) ? null : new StringSet(difference(left, right));
        }
        if (current instanceof NumberSet(var left) && value instanceof NumberSet(var right)) {
            return right.containsAll(left) ? null : new NumberSet(difference(left, right));
        }
        if (current instanceof BinarySet(var left) && value instanceof BinarySet(var right)) {
            return right.containsAll(left) ? null : new BinarySet(difference(left, right));
        }
        throw wrongType();
    }

    private static <T> Set<T> union(Set<T> left, Set<T> right) {
        Set<T> all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }

    private static <T> Set<T> difference(Set<T> left, Set<T> right) {
        Set<T> rest = new LinkedHashSet<>(left);
        rest.removeAll(right);
        return rest;
    }
}
