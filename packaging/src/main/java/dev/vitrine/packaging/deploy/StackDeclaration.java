package dev.vitrine.packaging.deploy;

import java.util.Map;

/**
 * What a stack is to be.
 *
 * @param template its text, YAML
 * @param parameters those that have a value of their own; the others keep what they have, or their default
 * @param tags of the stack, and so of all its resources
 */
record StackDeclaration(String name, String template, Map<String, String> parameters, Map<String, String> tags) {
    StackDeclaration {
        parameters = Map.copyOf(parameters);
        tags = Map.copyOf(tags);
    }

    /** The stack as it is, but for its template. */
    StackDeclaration step(String other) {
        return new StackDeclaration(name, other, Map.of(), tags);
    }
}
