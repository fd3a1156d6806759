package dev.vitrine.localcloud.dynamodb.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item, or the key of one: attribute names and values. Immutable. */
public record Item(Map<String, AttributeValue> attributes) {
    public static final Item EMPTY = new Item(Map.of());

    public Item {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    public @Nullable AttributeValue get(String name) {
        return attributes.get(name);
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    /** The attributes with the given names, as far as they are there. */
    public Item only(Iterable<String> names) {
        Map<String, AttributeValue> kept = new LinkedHashMap<>();
        for (String name : names) {
            AttributeValue value = attributes.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return new Item(kept);
    }

    /** Size in bytes as DynamoDB counts it for limits and capacity. */
    public int size() {
        return ItemSize.of(this);
    }
}
