package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.ResourceWork.Origin;
import dev.vitrine.localcloud.cloudformation.template.ResourceDeclaration;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import dev.vitrine.localcloud.http.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes and changes the resources of a stack, one after another in the order of their dependencies. */
final class Provisioning {
    private final StackStore store;
    private final Exports exports;
    private final ResourceWork work;
    private final Journal journal;

    Provisioning(StackStore store, Exports exports, ResourceWork work, Journal journal) {
        this.store = store;
        this.exports = exports;
        this.work = work;
        this.journal = journal;
    }

    /** Makes and changes resources until the stack is as it is to be, and gives it its outputs. */
    void provision() throws ResourceFailure {
        Stack stack = journal.operation().target();
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
            journal.save(journal.operation().dooming(current));
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
            work.update(stack, journal.operation().id(), next, current.properties());
        }
    }

    /** A resource that has its properties already, or was on the way to them. */
    private void same(Stack stack, ResourceDeclaration declaration, StackResource current) throws ResourceFailure {
        StackResource resource = current.withPolicies(declaration.deletionPolicy(), declaration.replacePolicy());
        StackResource before = journal.operation().before().get(resource.logicalId());
        if (resource.status().isComplete()) {
            store.keep(resource);
        } else if (before != null && Objects.equals(before.physicalId(), resource.physicalId())) {
            StackResource again = resource.in(ResourceStatus.UPDATE_IN_PROGRESS, null, store.now());
            store.keep(again);
            work.update(stack, journal.operation().id(), again, before.properties());
        } else {
            create(stack, resource, true);
        }
    }

    private void create(Stack stack, StackResource resource, boolean resumed) throws ResourceFailure {
        if (!resumed) {
            store.put(stack.name(), resource);
        }
        work.create(
                stack,
                journal.operation().id(),
                resource,
                resumed ? Origin.RESUMED : journal.operation().importing() ? Origin.IMPORTED : Origin.NEW);
    }

    private StackResource fresh(
            ResourceDeclaration declaration, ObjectNode properties, ResourceStatus status, @Nullable String reason) {
        return new StackResource(
                journal.stackId(),
                declaration.id(),
                declaration.type(),
                null,
                status,
                reason,
                properties,
                Json.object(),
                declaration.deletionPolicy(),
                declaration.replacePolicy(),
                store.now());
    }

    private ResourceFailure refused(
            Stack stack, ResourceDeclaration declaration, @Nullable StackResource current, TemplateException e) {
        ObjectNode none = Json.object();
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
        return store.resource(journal.stackId(), logicalId).orElseThrow();
    }

    /** Resources that the stack has and its new template has not, in the order of their making. */
    List<StackResource> removed() {
        Stack stack = journal.operation().target();
        Template template = stack.template();
        Map<String, StackResource> resources = store.resources(stack.id());
        Set<String> kept = new HashSet<>();
        new Resolution(stack, template, new StackScope(stack, template, resources, Set.of(), exports::value))
                .resources()
                .forEach(declaration -> kept.add(declaration.id()));
        Set<String> doomed = new HashSet<>();
        journal.operation().doomed().forEach(resource -> doomed.add(resource.physicalId() + resource.logicalId()));
        return journal.inOrder(resources.values().stream()
                .filter(resource -> !kept.contains(resource.logicalId()))
                .filter(resource -> !doomed.contains(resource.physicalId() + resource.logicalId()))
                .toList());
    }
}
