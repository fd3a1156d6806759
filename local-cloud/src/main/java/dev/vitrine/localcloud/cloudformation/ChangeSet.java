package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation would change, kept until it is carried out.
 *
 * @param target the stack as it would be
 * @param importing whether resources that are there already are taken into the stack
 * @param changes as DescribeChangeSet shows them
 */
record ChangeSet(
        String id,
        String name,
        String stackId,
        @Nullable String description,
        boolean creates,
        Status status,
        @Nullable String reason,
        ExecutionStatus execution,
        Stack target,
        List<ObjectNode> changes,
        String onFailure,
        boolean importing,
        long createdAt) {
    enum Status {
        CREATE_COMPLETE,
        FAILED
    }

    enum ExecutionStatus {
        AVAILABLE,
        UNAVAILABLE,
        EXECUTE_COMPLETE,
        OBSOLETE
    }

    ChangeSet {
        changes = List.copyOf(changes);
    }

    ChangeSet in(ExecutionStatus next) {
        return new ChangeSet(
                id,
                name,
                stackId,
                description,
                creates,
                status,
                reason,
                next,
                target,
                changes,
                onFailure,
                importing,
                createdAt);
    }
}
