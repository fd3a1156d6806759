package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.cloudformation.Operation.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives resources back what they were, and deletes those that a stack no longer has. */
final class Undoing {
    private final StackStore store;
    private final ResourceWork work;
    private final Journal journal;

    Undoing(StackStore store, ResourceWork work, Journal journal) {
        this.store = store;
        this.work = work;
        this.journal = journal;
    }

    /** Gives each resource back what it was before; false when one cannot have it. */
    boolean restore() {
        Stack stack = journal.operation().target();
        Stack previous = Objects.requireNonNull(journal.operation().previous());
        Map<String, StackResource> now = store.resources(stack.id());
        for (StackResource resource : journal.inOrder(List.copyOf(now.values()))) {
            StackResource before = journal.operation().before().get(resource.logicalId());
            try {
                restore(previous, resource, before);
            } catch (ResourceFailure e) {
                store.enter(
                        stack.id(),
                        StackStatus.UPDATE_ROLLBACK_FAILED,
                        "The following resource(s) failed to update: [" + e.logicalId() + "]. ");
                return false;
            }
        }
        store.change(stack.id(), failed -> previous.in(failed.status(), failed.reason()));
        journal.enter(Phase.ROLLBACK_CLEANUP, null);
        store.enter(stack.id(), StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, null);
        return true;
    }

    private void restore(Stack previous, StackResource resource, @Nullable StackResource before)
            throws ResourceFailure {
        if (before == null) {
            if (journal.operation().doomed().stream().noneMatch(each -> each.equals(resource))) {
                journal.save(journal.operation().dooming(resource));
            }
            return;
        }
        journal.save(journal.operation()
                .withDoomed(journal.operation().doomed().stream()
                        .filter(each -> !Objects.equals(each.physicalId(), before.physicalId()))
                        .toList()));
        if (!Objects.equals(before.physicalId(), resource.physicalId())) {
            journal.save(journal.operation().dooming(resource));
            store.put(previous.name(), before.in(ResourceStatus.UPDATE_COMPLETE, null, store.now()));
        } else if (journal.operation().retained().contains(resource.logicalId())) {
            store.put(
                    previous.name(),
                    before.in(ResourceStatus.UPDATE_COMPLETE, "Skipped in a continued rollback.", store.now()));
        } else if (!resource.properties().equals(before.properties())) {
            StackResource back = before.in(ResourceStatus.UPDATE_IN_PROGRESS, null, store.now());
            store.tell(previous.name(), back);
            try {
                work.update(previous, journal.operation().id(), back, resource.properties());
            } catch (ResourceFailure e) {
                store.keep(resource.in(ResourceStatus.UPDATE_FAILED, e.getMessage(), store.now()));
                throw e;
            }
        } else {
            store.keep(before);
        }
    }

    /** Deletes what the stack no longer needs; what cannot be deleted is left, as CloudFormation leaves it. */
    void cleanUp() {
        Stack stack = store.current(journal.stackId());
        for (StackResource resource :
                journal.inOrder(journal.operation().doomed()).reversed()) {
            boolean removed = store.resource(stack.id(), resource.logicalId())
                    .filter(each -> Objects.equals(each.physicalId(), resource.physicalId()))
                    .isPresent();
            String policy = removed ? resource.deletionPolicy() : resource.replacePolicy();
            if (policy.equals("Retain") || (policy.equals("RetainExceptOnCreate") && isOlder(resource))) {
                store.tell(stack.name(), resource.in(ResourceStatus.DELETE_SKIPPED, null, store.now()));
            } else {
                try {
                    work.delete(stack, resource);
                } catch (ResourceFailure e) {
                    // Its event tells of it.
                }
            }
            if (removed) {
                store.remove(resource);
            }
            journal.save(journal.operation()
                    .withDoomed(journal.operation().doomed().stream()
                            .filter(each -> !each.equals(resource))
                            .toList()));
        }
    }

    private boolean isOlder(StackResource resource) {
        StackResource before = journal.operation().before().get(resource.logicalId());
        return before != null && Objects.equals(before.physicalId(), resource.physicalId());
    }

    /** Deletes all resources, the last made first; the logical ids of those that cannot be deleted. */
    List<String> deleteAll(boolean neverComplete) {
        Stack stack = store.current(journal.stackId());
        List<String> failed = new ArrayList<>();
        for (StackResource resource : journal.inOrder(
                        List.copyOf(store.resources(stack.id()).values()))
                .reversed()) {
            boolean retained = journal.operation().retained().contains(resource.logicalId())
                    || resource.deletionPolicy().equals("Retain")
                    || (resource.deletionPolicy().equals("RetainExceptOnCreate") && !neverComplete);
            if (retained && resource.physicalId() != null) {
                store.tell(stack.name(), resource.in(ResourceStatus.DELETE_SKIPPED, null, store.now()));
                store.remove(resource);
                continue;
            }
            try {
                work.delete(stack, resource);
                store.remove(resource);
            } catch (ResourceFailure e) {
                store.keep(resource.in(ResourceStatus.DELETE_FAILED, e.getMessage(), store.now()));
                failed.add(e.logicalId());
            }
        }
        return failed;
    }
}
