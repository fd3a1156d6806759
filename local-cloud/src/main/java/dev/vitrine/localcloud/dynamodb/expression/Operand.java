package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue;

/** What a condition compares. */
public sealed interface Operand {
    /** The value at a path. */
    record At(Path path) implements Operand {}

    record Constant(AttributeValue value) implements Operand {}

    /** {@code size(...)}: length of a text, binary, set, list or map. */
    record Size(Operand of) implements Operand {}
}
