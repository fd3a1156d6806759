package dev.vitrine.localcloud.dynamodb.table;

import dev.vitrine.localcloud.dynamodb.value.AttributeType;

/** An attribute that is part of a key; its type is S, N or B. */
public record KeyAttribute(String name, AttributeType type) {
    public KeyAttribute {
        if (!type.isScalarKey()) {
            throw new IllegalArgumentException("A key attribute is S, N or B, not " + type + ": " + name);
        }
    }
}
