package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A resource of a stack.
 *
 * @param physicalId null until it is made
 * @param properties what it has, or is to have while its status says that it is changed
 * @param changedAt milliseconds since 1970
 */
record StackResource(
        String stackId,
        String logicalId,
        String type,
        @Nullable String physicalId,
        ResourceStatus status,
        @Nullable String reason,
        ObjectNode properties,
        ObjectNode attributes,
        String deletionPolicy,
        String replacePolicy,
        long changedAt) {
    StackResource in(ResourceStatus next, @Nullable String why, long at) {
        return new StackResource(
                stackId,
                logicalId,
                type,
                physicalId,
                next,
                why,
                properties,
                attributes,
                deletionPolicy,
                replacePolicy,
                at);
    }

    StackResource madeAs(String id) {
        return new StackResource(
                stackId,
                logicalId,
                type,
                id,
                status,
                reason,
                properties,
                attributes,
                deletionPolicy,
                replacePolicy,
                changedAt);
    }

    StackResource withAttributes(ObjectNode values) {
        return new StackResource(
                stackId,
                logicalId,
                type,
                physicalId,
                status,
                reason,
                properties,
                values,
                deletionPolicy,
                replacePolicy,
                changedAt);
    }

    StackResource withProperties(ObjectNode values) {
        return new StackResource(
                stackId,
                logicalId,
                type,
                physicalId,
                status,
                reason,
                values,
                attributes,
                deletionPolicy,
                replacePolicy,
                changedAt);
    }

    StackResource withPolicies(String deletion, String replacement) {
        return new StackResource(
                stackId,
                logicalId,
                type,
                physicalId,
                status,
                reason,
                properties,
                attributes,
                deletion,
                replacement,
                changedAt);
    }
}
