package dev.vitrine.localcloud.cloudformation.template;

import java.util.List;
import java.util.Optional;

/**
 * A resource as a template declares it.
 *
 * @param deletionPolicy Delete, Retain or RetainExceptOnCreate: for its removal from the stack
 * @param replacePolicy Delete or Retain: for the old one when it is replaced
 */
public record ResourceDeclaration(
        String id,
        String type,
        Expression properties,
        List<String> dependsOn,
        Optional<String> condition,
        String deletionPolicy,
        String replacePolicy) {
    public ResourceDeclaration {
        dependsOn = List.copyOf(dependsOn);
    }
}
