package dev.vitrine.localcloud.cloudformation.template;

import java.util.Optional;

/** A value that a stack shows, and exports where it has a name for that. */
public record OutputDeclaration(
        String key,
        Expression value,
        Optional<String> description,
        Optional<Expression> exportName,
        Optional<String> condition) {}
