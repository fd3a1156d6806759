package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue;

/** The right side of a SET action; computed from the item as it was before the update. */
public sealed interface UpdateValue {
    record At(Path path) implements UpdateValue {}

    record Constant(AttributeValue value) implements UpdateValue {}

    record IfNotExists(Path path, UpdateValue otherwise) implements UpdateValue {}

    record ListAppend(UpdateValue first, UpdateValue second) implements UpdateValue {}

    record Plus(UpdateValue left, UpdateValue right) implements UpdateValue {}

    record Minus(UpdateValue left, UpdateValue right) implements UpdateValue {}
}
