package dev.vitrine.localcloud.dynamodb.value;

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

/** How many bytes a value counts for limits and capacity, after the developer guide's "item sizes and formats". */
public final class ItemSize {
    private static final int CONTAINER = 3;

    private ItemSize() {}

    static int of(Item item) {
        int size = 0;
        for (var attribute : item.attributes().entrySet()) {
            size += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    /** Size in bytes of one value. */
    public static int of(AttributeValue value) {
        return switch (value) {
            case StringValue(var text) -> utf8(text);
            case NumberValue(var number) -> Numbers.size(number);
            case BinaryValue(var bytes) -> bytes.length();
            case BooleanValue ignored -> 1;
            case NullValue ignored -> 1;
            case StringSet(var texts) -> texts.stream().mapToInt(ItemSize::utf8).sum();
            case NumberSet(var numbers) ->
                numbers.stream().mapToInt(Numbers::size).sum();
            case BinarySet(var many) -> many.stream().mapToInt(Bytes::length).sum();
            case ListValue(var values) ->
                CONTAINER + values.stream().mapToInt(element -> 1 + of(element)).sum();
            case MapValue(var values) ->
                CONTAINER
                        + values.entrySet().stream()
                                .mapToInt(entry -> 1 + utf8(entry.getKey()) + of(entry.getValue()))
                                .sum();
        };
    }

    /** Length in bytes of a text in UTF-8. */
    public static int utf8(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair stands for two of its four bytes.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
