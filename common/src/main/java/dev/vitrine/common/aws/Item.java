package dev.vitrine.common.aws;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the table, read by attribute name. Instants are ISO 8601 texts, so that they sort and people read them. */
record Item(Map<String, AttributeValue> attributes) {
    static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue of(Instant instant) {
        return AttributeValue.fromS(instant.toString());
    }

    static AttributeValue of(Map<String, String> texts) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, of(text)));
        return AttributeValue.fromM(values);
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(VitrineTable.PK, of(pk), VitrineTable.SK, of(sk));
    }

    /** Begins an item with its key; attributes are added to the returned map. */
    static Map<String, AttributeValue> with(String pk, String sk) {
        return new LinkedHashMap<>(key(pk, sk));
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    String text(String name) {
        return value(name).s();
    }

    long number(String name) {
        return Long.parseLong(value(name).n());
    }

    int count(String name) {
        return Math.toIntExact(number(name));
    }

    Instant instant(String name) {
        return Instant.parse(text(name));
    }

    SortedMap<String, String> texts(String name) {
        SortedMap<String, String> texts = new TreeMap<>();
        value(name).m().forEach((key, value) -> texts.put(key, value.s()));
        return texts;
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    Optional<Instant> optionalInstant(String name) {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    private AttributeValue value(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("item " + attributes.get(VitrineTable.PK) + " "
                    + attributes.get(VitrineTable.SK) + " lacks attribute " + name);
        }
        return value;
    }
}
