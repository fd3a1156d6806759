package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.Operation.OnFailure;
import dev.vitrine.localcloud.cloudformation.Operation.Phase;
import dev.vitrine.localcloud.cloudformation.template.ResourceDeclaration;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one operation on one stack, from wherever its journal says it has come. A step is done again when a crash
 * cut it short; no step is done that was finished.
 */
final class Deployment {
    private final StackStore store;
    private final Exports exports;
    private final ResourceWork work;
    private Operation operation;

    Deployment(StackStore store, Exports exports, ResourceWork work, Operation operation) {
        this.store = store;
        this.exports = exports;
        this.work = work;
        this.operation = operation;
    }

    /**
     * Goes on to the end.
     *
     * @throws StoppedException when the cloud stops before it
     */
    void run() {
        switch (operation.kind()) {
            case CREATE -> create();
            case UPDATE -> update();
            case DELETE -> delete();
        }
        if (store.current(operation.stackId()).status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
            store.finish(operation);
        }
    }

    private void create() {
        if (operation.phase() == Phase.FORWARD) {
            try {
                provision();
                store.enter(operation.stackId(), StackStatus.CREATE_COMPLETE, null);
                return;
            } catch (ResourceFailure e) {
                String reason = e.logicalId().isEmpty()
                        ? e.getMessage()
                        : "The following resource(s) failed to create: [" + e.logicalId() + "]. ";
                if (operation.onFailure() == OnFailure.DO_NOTHING) {
                    store.enter(operation.stackId(), StackStatus.CREATE_FAILED, reason);
                    return;
                }
                boolean deletes = operation.onFailure() == OnFailure.DELETE;
                enter(Phase.ROLLBACK, reason);
                store.enter(
                        operation.stackId(),
                        deletes ? StackStatus.DELETE_IN_PROGRESS : StackStatus.ROLLBACK_IN_PROGRESS,
                        reason + (deletes ? "Delete requested by user." : "Rollback requested by user."));
            }
        }
        List<String> failed = deleteAll(true);
        boolean deletes = operation.onFailure() == OnFailure.DELETE;
        if (!failed.isEmpty()) {
            store.enter(
                    operation.stackId(),
                    deletes ? StackStatus.DELETE_FAILED : StackStatus.ROLLBACK_FAILED,
                    "The following resource(s) failed to delete: " + failed + ". ");
        } else if (deletes) {
            gone();
        } else {
            store.enter(operation.stackId(), StackStatus.ROLLBACK_COMPLETE, null);
        }
    }

    private void delete() {
        try {
            exports.check(operation.target(), List.of());
        } catch (TemplateException e) {
            store.enter(operation.stackId(), StackStatus.DELETE_FAILED, String.valueOf(e.getMessage()));
            return;
        }
        List<String> failed = deleteAll(false);
        if (failed.isEmpty()) {
            gone();
        } else {
            store.enter(
                    operation.stackId(),
                    StackStatus.DELETE_FAILED,
                    "The following resource(s) failed to delete: " + failed + ". ");
        }
    }

    private void gone() {
        store.enter(operation.stackId(), StackStatus.DELETE_COMPLETE, null);
        store.change(operation.stackId(), stack -> stack.deleted(store.now()));
    }

    private void update() {
        if (operation.phase() == Phase.FORWARD) {
            try {
                provision();
                removed().forEach(resource -> save(operation.dooming(resource)));
                enter(Phase.CLEANUP, null);
                store.enter(operation.stackId(), StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, null);
            } catch (ResourceFailure e) {
                String reason = e.logicalId().isEmpty()
                        ? e.getMessage()
                        : "The following resource(s) failed to update: [" + e.logicalId() + "]. ";
                if (operation.onFailure() == OnFailure.DO_NOTHING) {
                    store.enter(operation.stackId(), StackStatus.UPDATE_FAILED, reason);
                    return;
                }
                enter(Phase.ROLLBACK, reason);
                store.enter(operation.stackId(), StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, reason);
            }
        }
        if (operation.phase() == Phase.ROLLBACK && !restore()) {
            return;
        }
        boolean rolledBack = operation.phase() == Phase.ROLLBACK_CLEANUP;
        cleanUp();
        store.enter(
                operation.stackId(),
                rolledBack ? StackStatus.UPDATE_ROLLBACK_COMPLETE : StackStatus.UPDATE_COMPLETE,
                null);
    }

    /** Makes and changes resources until the stack is as it is to be, and gives it its outputs. */
    private void provision() throws ResourceFailure {
        Stack stack = operation.target();
        Template template = stack.template();
        Map<String, StackResource> resources = new HashMap<>(store.resources(stack.id()));
        Resolution resolution =
                new Resolution(stack, template, new StackScope(stack, template, resources, Set.of(), exports::value));
        try {
            for (ResourceDeclaration declaration : resolution.resources()) {
                provision(stack, declaration, resources, resolution);
                resources.put(declaration.id(), current(declaration.id()));
            }
            List<Stack.Output> outputs = resolution.outputs();
            exports.check(stack, outputs);
            store.change(stack.id(), old -> old.withOutputs(outputs, resolution.imports()));
        } catch (TemplateException e) {
            throw new ResourceFailure("", e.getMessage() + " ");
        }
    }

    private void provision(
            Stack stack, ResourceDeclaration declaration, Map<String, StackResource> resources, Resolution resolution)
            throws ResourceFailure {
        StackResource current = resources.get(declaration.id());
        ObjectNode properties;
        try {
            properties = resolution.properties(declaration);
        } catch (TemplateException e) {
            throw refused(stack, declaration, current, e);
        }
        if (current == null) {
            create(stack, fresh(declaration, properties, ResourceStatus.CREATE_IN_PROGRESS, null), false);
        } else if (current.physicalId() == null) {
            boolean begun = current.status().isInProgress();
            StackResource next = begun
                    ? current.withProperties(properties)
                    : fresh(declaration, properties, ResourceStatus.CREATE_IN_PROGRESS, null);
            create(stack, next, begun);
        } else if (current.properties().equals(properties) && current.type().equals(declaration.type())) {
            same(stack, declaration, current);
        } else if (Changes.replaces(current.type(), current.properties(), declaration.type(), properties)) {
            save(operation.dooming(current));
            create(
                    stack,
                    fresh(
                            declaration,
                            properties,
                            ResourceStatus.UPDATE_IN_PROGRESS,
                            "Requested update requires the creation of a new physical resource; hence creating one."),
                    false);
        } else {
            StackResource next = current.withProperties(properties)
                    .withPolicies(declaration.deletionPolicy(), declaration.replacePolicy())
                    .in(ResourceStatus.UPDATE_IN_PROGRESS, null, store.now());
            store.put(stack.name(), next);
            work.update(stack, operation.id(), next, current.properties());
        }
    }

    /** A resource that has its properties already, or was on the way to them. */
    private void same(Stack stack, ResourceDeclaration declaration, StackResource current) throws ResourceFailure {
        StackResource resource = current.withPolicies(declaration.deletionPolicy(), declaration.replacePolicy());
        StackResource before = operation.before().get(resource.logicalId());
        if (resource.status().isComplete()) {
            store.keep(resource);
        } else if (before != null && Objects.equals(before.physicalId(), resource.physicalId())) {
            StackResource again = resource.in(ResourceStatus.UPDATE_IN_PROGRESS, null, store.now());
            store.keep(again);
            work.update(stack, operation.id(), again, before.properties());
        } else {
            create(stack, resource, true);
        }
    }

    private void create(Stack stack, StackResource resource, boolean resumed) throws ResourceFailure {
        if (!resumed) {
            store.put(stack.name(), resource);
        }
        work.create(stack, operation.id(), resource, resumed);
    }

    private StackResource fresh(
            ResourceDeclaration declaration, ObjectNode properties, ResourceStatus status, @Nullable String reason) {
        return new StackResource(
                operation.stackId(),
                declaration.id(),
                declaration.type(),
                null,
                status,
                reason,
                properties,
                JsonNodeFactory.instance.objectNode(),
                declaration.deletionPolicy(),
                declaration.replacePolicy(),
                store.now());
    }

    private ResourceFailure refused(
            Stack stack, ResourceDeclaration declaration, @Nullable StackResource current, TemplateException e) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        StackResource resource =
                current == null ? fresh(declaration, none, ResourceStatus.CREATE_IN_PROGRESS, null) : current;
        ResourceStatus failed = current == null ? ResourceStatus.CREATE_FAILED : ResourceStatus.UPDATE_FAILED;
        StackResource failure = resource.in(failed, e.getMessage(), store.now());
        if (current == null) {
            store.put(stack.name(), failure);
        } else {
            store.tell(stack.name(), failure);
        }
        return new ResourceFailure(declaration.id(), String.valueOf(e.getMessage()));
    }

    private StackResource current(String logicalId) {
        return store.resource(operation.stackId(), logicalId).orElseThrow();
    }

    /** Resources that the stack has and its new template has not, in the order of their making. */
    private List<StackResource> removed() {
        Stack stack = operation.target();
        Template template = stack.template();
        Map<String, StackResource> resources = store.resources(stack.id());
        Set<String> kept = new HashSet<>();
        new Resolution(stack, template, new StackScope(stack, template, resources, Set.of(), exports::value))
                .resources()
                .forEach(declaration -> kept.add(declaration.id()));
        Set<String> doomed = new HashSet<>();
        operation.doomed().forEach(resource -> doomed.add(resource.physicalId() + resource.logicalId()));
        return inOrder(resources.values().stream()
                .filter(resource -> !kept.contains(resource.logicalId()))
                .filter(resource -> !doomed.contains(resource.physicalId() + resource.logicalId()))
                .toList());
    }

    /** In the order in which the stack's templates make them. */
    private List<StackResource> inOrder(List<StackResource> resources) {
        Stack previous = operation.previous();
        List<String> order = new ArrayList<>();
        if (previous != null) {
            previous.template().order().forEach(declaration -> order.add(declaration.id()));
        }
        operation.target().template().order().stream()
                .map(ResourceDeclaration::id)
                .filter(id -> !order.contains(id))
                .forEach(order::add);
        List<StackResource> sorted = new ArrayList<>(resources);
        sorted.sort(Comparator.comparingInt(resource -> order.indexOf(resource.logicalId())));
        return sorted;
    }

    /** Gives each resource back what it was before; false when one cannot have it. */
    private boolean restore() {
        Stack stack = operation.target();
        Stack previous = Objects.requireNonNull(operation.previous());
        Map<String, StackResource> now = store.resources(stack.id());
        for (StackResource resource : inOrder(List.copyOf(now.values()))) {
            StackResource before = operation.before().get(resource.logicalId());
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
        enter(Phase.ROLLBACK_CLEANUP, null);
        store.enter(stack.id(), StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, null);
        return true;
    }

    private void restore(Stack previous, StackResource resource, @Nullable StackResource before)
            throws ResourceFailure {
        if (before == null) {
            if (operation.doomed().stream().noneMatch(each -> each.equals(resource))) {
                save(operation.dooming(resource));
            }
            return;
        }
        save(operation.withDoomed(operation.doomed().stream()
                .filter(each -> !Objects.equals(each.physicalId(), before.physicalId()))
                .toList()));
        if (!Objects.equals(before.physicalId(), resource.physicalId())) {
            save(operation.dooming(resource));
            store.put(previous.name(), before.in(ResourceStatus.UPDATE_COMPLETE, null, store.now()));
        } else if (operation.retained().contains(resource.logicalId())) {
            store.put(
                    previous.name(),
                    before.in(ResourceStatus.UPDATE_COMPLETE, "Skipped in a continued rollback.", store.now()));
        } else if (!resource.properties().equals(before.properties())) {
            StackResource back = before.in(ResourceStatus.UPDATE_IN_PROGRESS, null, store.now());
            store.tell(previous.name(), back);
            try {
                work.update(previous, operation.id(), back, resource.properties());
            } catch (ResourceFailure e) {
                store.keep(resource.in(ResourceStatus.UPDATE_FAILED, e.getMessage(), store.now()));
                throw e;
            }
        } else {
            store.keep(before);
        }
    }

    /** Deletes what the stack no longer needs; what cannot be deleted is left, as CloudFormation leaves it. */
    private void cleanUp() {
        Stack stack = store.current(operation.stackId());
        for (StackResource resource : inOrder(operation.doomed()).reversed()) {
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
            save(operation.withDoomed(operation.doomed().stream()
                    .filter(each -> !each.equals(resource))
                    .toList()));
        }
    }

    private boolean isOlder(StackResource resource) {
        StackResource before = operation.before().get(resource.logicalId());
        return before != null && Objects.equals(before.physicalId(), resource.physicalId());
    }

    /** Deletes all resources, the last made first; the logical ids of those that cannot be deleted. */
    private List<String> deleteAll(boolean neverComplete) {
        Stack stack = store.current(operation.stackId());
        List<String> failed = new ArrayList<>();
        for (StackResource resource :
                inOrder(List.copyOf(store.resources(stack.id()).values())).reversed()) {
            boolean retained = operation.retained().contains(resource.logicalId())
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

    private void enter(Phase phase, @Nullable String reason) {
        save(operation.in(phase, reason));
    }

    private void save(Operation next) {
        operation = next;
        store.put(next);
    }
}
