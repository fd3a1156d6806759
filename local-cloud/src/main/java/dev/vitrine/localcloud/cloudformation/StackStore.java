package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Everything that CloudFormation remembers; each change outlives a crash. */
final class StackStore {
    private final Clock clock;
    private final JsonTable<Stack> stacks;
    private final JsonTable<StackResource> resources;
    private final JsonTable<StackEvent> events;
    private final JsonTable<Operation> operations;
    private final JsonTable<ChangeSet> changeSets;
    private final AtomicLong eventNumber;

    StackStore(StateFile file, Clock clock) {
        this.clock = clock;
        stacks = file.table("stacks", Stack.class);
        resources = file.table("resources", StackResource.class);
        events = file.table("events", StackEvent.class);
        operations = file.table("operations", Operation.class);
        changeSets = file.table("change-sets", ChangeSet.class);
        eventNumber = new AtomicLong(events.size());
    }

    long now() {
        return clock.millis();
    }

    /** By id, also a deleted one; or by the name of one that is not deleted. */
    Optional<Stack> stack(String nameOrId) {
        return nameOrId.startsWith("arn:")
                ? stacks.get(nameOrId)
                : live().stream().filter(stack -> stack.name().equals(nameOrId)).findFirst();
    }

    List<Stack> all() {
        return stacks.values();
    }

    List<Stack> live() {
        return stacks.values().stream()
                .filter(stack -> stack.status() != StackStatus.DELETE_COMPLETE)
                .toList();
    }

    Stack current(String id) {
        return stacks.get(id).orElseThrow(() -> new IllegalStateException(id));
    }

    void put(Stack stack) {
        stacks.put(stack.id(), stack);
    }

    void remove(Stack stack) {
        stacks.remove(stack.id());
    }

    synchronized Stack change(String id, UnaryOperator<Stack> change) {
        Stack changed = change.apply(current(id));
        stacks.put(id, changed);
        return changed;
    }

    /** Puts a stack into a state, with the event that tells of it. */
    void enter(String id, StackStatus status, @Nullable String reason) {
        Stack stack = change(id, old -> old.in(status, reason));
        event(new StackEvent(
                UUID.randomUUID().toString(),
                id,
                stack.name(),
                stack.name(),
                id,
                "AWS::CloudFormation::Stack",
                status.name(),
                reason,
                null,
                now()));
    }

    /** Keeps a resource, with the event that tells of its state. */
    void put(String stackName, StackResource resource) {
        keep(resource);
        tell(stackName, resource);
    }

    void tell(String stackName, StackResource resource) {
        String id = resource.logicalId() + "-" + resource.status() + "-" + now();
        String physicalId = resource.physicalId();
        event(new StackEvent(
                id,
                resource.stackId(),
                stackName,
                resource.logicalId(),
                physicalId == null ? "" : physicalId,
                resource.type(),
                resource.status().name(),
                resource.reason(),
                resource.properties().toString(),
                now()));
    }

    void keep(StackResource resource) {
        resources.put(key(resource.stackId(), resource.logicalId()), resource);
    }

    void remove(StackResource resource) {
        resources.remove(key(resource.stackId(), resource.logicalId()));
    }

    Optional<StackResource> resource(String stackId, String logicalId) {
        return resources.get(key(stackId, logicalId));
    }

    /** The resources of a stack by logical id. */
    Map<String, StackResource> resources(String stackId) {
        Map<String, StackResource> found = new TreeMap<>();
        resources.after(key(stackId, ""), Integer.MAX_VALUE).stream()
                .takeWhile(resource -> resource.stackId().equals(stackId))
                .forEach(resource -> found.put(resource.logicalId(), resource));
        return found;
    }

    private void event(StackEvent event) {
        String number = String.format(Locale.ROOT, "%019d", eventNumber.getAndIncrement());
        events.put(key(event.stackId(), number), event);
    }

    /** The events of a stack, the newest first. */
    List<StackEvent> events(String stackId) {
        List<StackEvent> found = new ArrayList<>(events.after(key(stackId, ""), Integer.MAX_VALUE).stream()
                .takeWhile(event -> event.stackId().equals(stackId))
                .toList());
        Collections.reverse(found);
        return found;
    }

    List<Operation> operations() {
        return operations.values();
    }

    void put(Operation operation) {
        operations.put(operation.stackId(), operation);
    }

    Optional<Operation> operation(String stackId) {
        return operations.get(stackId);
    }

    void finish(Operation operation) {
        operations.remove(operation.stackId());
    }

    void put(ChangeSet changeSet) {
        changeSets.put(changeSet.id(), changeSet);
    }

    void remove(ChangeSet changeSet) {
        changeSets.remove(changeSet.id());
    }

    List<ChangeSet> changeSets() {
        return changeSets.values();
    }

    private static String key(String stackId, String rest) {
        return stackId + " " + rest;
    }
}
