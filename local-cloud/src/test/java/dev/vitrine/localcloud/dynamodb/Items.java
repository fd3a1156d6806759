package dev.vitrine.localcloud.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Short ways to write attribute values. */
final class Items {
    private Items() {}

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    static AttributeValue b(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(content));
    }

    static AttributeValue list(AttributeValue... values) {
        return AttributeValue.fromL(List.of(values));
    }

    static AttributeValue map(Object... namesAndValues) {
        return AttributeValue.fromM(item(namesAndValues));
    }

    /** Names and values in turn; a String stands for a text, an Integer for a number. */
    static Map<String, AttributeValue> item(Object... namesAndValues) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            item.put(
                    (String) namesAndValues[i],
                    switch (value) {
                        case AttributeValue ready -> ready;
                        case String text -> s(text);
                        case Integer number -> n(number.longValue());
                        default -> throw new IllegalArgumentException("No attribute value: " + value);
                    });
        }
        return item;
    }

    /** The value of an attribute that has to be there. */
    static AttributeValue at(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), () -> "No attribute " + name + " in " + item);
    }

    static List<String> texts(List<Map<String, AttributeValue>> items, String name) {
        return items.stream().map(item -> at(item, name).s()).toList();
    }

    static List<String> numbers(List<Map<String, AttributeValue>> items, String name) {
        return items.stream().map(item -> at(item, name).n()).toList();
    }
}
