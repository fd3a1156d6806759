package dev.vitrine.localcloud.dynamodb.expression;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is wrong with an expression whose grammar is right. The first problem of the most important kind is the one
 * reported; {@link Kind} is in order of importance.
 */
final class Problems {
    enum Kind {
        PARENTHESES,
        FUNCTION,
        MISUSE,
        RESERVED_WORD,
        SECTION,
        UNDEFINED,
        OVERLAP,
        CONFLICT,
        OPERANDS,
        DISTINCT,
        TYPE
    }

    private final Map<Kind, String> found = new EnumMap<>(Kind.class);

    void add(Kind kind, String message) {
        found.putIfAbsent(kind, message);
    }

    /** @throws ExpressionException where there is a problem */
    void check() {
        found.values().stream().findFirst().ifPresent(message -> {
            throw new ExpressionException(message);
        });
    }
}
