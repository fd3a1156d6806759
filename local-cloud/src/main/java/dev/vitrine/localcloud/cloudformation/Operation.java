package dev.vitrine.localcloud.cloudformation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journal of what is being done to a stack: enough to take it up again after a crash.
 *
 * @param id names the resources that this operation makes
 * @param target the stack as it is to be
 * @param previous the stack as it was; null for a creation
 * @param before the resources as they were, by logical id
 * @param doomed resources to be deleted once the stack is as it is to be
 * @param retained logical ids that a deletion leaves alone, or a continued rollback skips
 * @param importing whether resources that are there already, and no stack's, are taken into this one
 */
record Operation(
        String id,
        String stackId,
        Kind kind,
        Phase phase,
        Stack target,
        @Nullable Stack previous,
        Map<String, StackResource> before,
        List<StackResource> doomed,
        OnFailure onFailure,
        List<String> retained,
        @Nullable String reason,
        boolean importing) {
    enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    enum Phase {
        FORWARD,
        ROLLBACK,
        CLEANUP,
        ROLLBACK_CLEANUP
    }

    enum OnFailure {
        ROLLBACK,
        DO_NOTHING,
        DELETE
    }

    Operation {
        before = Map.copyOf(before);
        doomed = List.copyOf(doomed);
        retained = List.copyOf(retained);
    }

    static Operation of(String id, Kind kind, Stack target, @Nullable Stack previous, List<StackResource> before) {
        Map<String, StackResource> byId = new HashMap<>();
        before.forEach(resource -> byId.put(resource.logicalId(), resource));
        return new Operation(
                id,
                target.id(),
                kind,
                Phase.FORWARD,
                target,
                previous,
                byId,
                List.of(),
                OnFailure.ROLLBACK,
                List.of(),
                null,
                false);
    }

    Operation in(Phase next, @Nullable String why) {
        return new Operation(
                id, stackId, kind, next, target, previous, before, doomed, onFailure, retained, why, importing);
    }

    Operation on(OnFailure action) {
        return new Operation(
                id, stackId, kind, phase, target, previous, before, doomed, action, retained, reason, importing);
    }

    Operation importing(boolean whetherImporting) {
        return new Operation(
                id,
                stackId,
                kind,
                phase,
                target,
                previous,
                before,
                doomed,
                onFailure,
                retained,
                reason,
                whetherImporting);
    }

    Operation retaining(List<String> logicalIds) {
        return new Operation(
                id, stackId, kind, phase, target, previous, before, doomed, onFailure, logicalIds, reason, importing);
    }

    Operation dooming(StackResource resource) {
        if (doomed.contains(resource)) {
            return this;
        }
        List<StackResource> more = new ArrayList<>(doomed);
        more.add(resource);
        return withDoomed(more);
    }

    Operation withDoomed(List<StackResource> resources) {
        return new Operation(
                id, stackId, kind, phase, target, previous, before, resources, onFailure, retained, reason, importing);
    }
}
