package dev.vitrine.localcloud.dynamodb.value;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinaryValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** The order of comparable values: strings by UTF-8 bytes, numbers by value, binary unsigned. */
public final class ValueOrder {
    private ValueOrder() {}

    /** Empty where the two have different types or a type without order. */
    public static OptionalInt compare(AttributeValue left, AttributeValue right) {
        if (left instanceof StringValue(var a) && right instanceof StringValue(var b)) {
            return OptionalInt.of(
                    Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        }
        if (left instanceof NumberValue(var a) && right instanceof NumberValue(var b)) {
            return OptionalInt.of(a.compareTo(b));
        }
        if (left instanceof BinaryValue(var a) && right instanceof BinaryValue(var b)) {
            return OptionalInt.of(a.compareTo(b));
        }
        return OptionalInt.empty();
    }
}
