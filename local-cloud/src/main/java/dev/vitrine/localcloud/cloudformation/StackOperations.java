package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.Operation.Kind;
import dev.vitrine.localcloud.cloudformation.Operation.OnFailure;
import dev.vitrine.localcloud.cloudformation.Operation.Phase;
import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Begins the operations that change stacks. */
final class StackOperations {
    private final StackStore store;
    private final StackInput inputs;
    private final Exports exports;
    private final Deployments deployments;

    StackOperations(StackStore store, StackInput inputs, Exports exports, Deployments deployments) {
        this.store = store;
        this.inputs = inputs;
        this.exports = exports;
        this.deployments = deployments;
    }

    synchronized ObjectNode create(ObjectNode input) {
        String name = StackInput.stackName(input);
        if (store.stack(name).isPresent()) {
            throw AwsException.badRequest("AlreadyExistsException", "Stack [" + name + "] already exists");
        }
        String id = StackInput.stackId(name);
        begin(inputs.target(input, null, id, name, store.now()), onFailure(input), false);
        return stackId(id);
    }

    private static OnFailure onFailure(ObjectNode input) {
        if (input.path("DisableRollback").asBoolean()) {
            return OnFailure.DO_NOTHING;
        }
        return switch (input.path("OnFailure").asText("ROLLBACK")) {
            case "ROLLBACK" -> OnFailure.ROLLBACK;
            case "DO_NOTHING" -> OnFailure.DO_NOTHING;
            case "DELETE" -> OnFailure.DELETE;
            default -> throw Errors.validation("OnFailure must be one of ROLLBACK, DO_NOTHING, DELETE");
        };
    }

    /** Makes a stack that is new, or that a change set is to make. */
    synchronized void begin(Stack target, OnFailure onFailure, boolean importing) {
        Operation operation = Operation.of(operationId(), Kind.CREATE, target, null, List.of())
                .on(onFailure)
                .importing(importing);
        store.put(operation);
        store.put(target);
        store.enter(target.id(), StackStatus.CREATE_IN_PROGRESS, "User Initiated");
        deployments.start(operation);
    }

    synchronized ObjectNode update(ObjectNode input) {
        Stack stack = updatable(StackInput.stackName(input));
        Stack target = inputs.target(input, stack, stack.id(), stack.name(), store.now());
        try {
            if (!new Changes(target, store.resources(stack.id()), exports).isAny(stack)) {
                throw Errors.validation("No updates are to be performed.");
            }
        } catch (TemplateException e) {
            // The update itself fails for this reason, with an event that says so.
        }
        begin(
                stack,
                target,
                input.path("DisableRollback").asBoolean() ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK,
                false);
        return stackId(stack.id());
    }

    /** Changes a stack into what it is to be. */
    synchronized void begin(Stack stack, Stack target, OnFailure onFailure, boolean importing) {
        List<StackResource> before = List.copyOf(store.resources(stack.id()).values());
        Stack updated = target.updated(store.now());
        Operation operation = Operation.of(operationId(), Kind.UPDATE, updated, stack, before)
                .on(onFailure)
                .importing(importing);
        store.put(operation);
        store.put(updated);
        store.enter(stack.id(), StackStatus.UPDATE_IN_PROGRESS, "User Initiated");
        deployments.start(operation);
    }

    /** The stack of that name, if its state lets it be updated. */
    Stack updatable(String name) {
        Stack stack = store.stack(name)
                .filter(found -> found.status() != StackStatus.DELETE_COMPLETE)
                .orElseThrow(() -> Errors.validation("Stack [" + name + "] does not exist"));
        if (!stack.status().isUpdatable()) {
            throw Errors.validation(
                    "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
        }
        return stack;
    }

    synchronized ObjectNode delete(ObjectNode input) {
        String name = StackInput.stackName(input);
        Optional<Stack> found = store.stack(name);
        ObjectNode nothing = Json.object();
        if (found.isEmpty()
                || found.get().status() == StackStatus.DELETE_COMPLETE
                || found.get().status() == StackStatus.DELETE_IN_PROGRESS) {
            return nothing;
        }
        Stack stack = found.get();
        if (stack.terminationProtection()) {
            throw Errors.validation(
                    "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
        }
        if (stack.status().isInProgress()) {
            throw Errors.validation(
                    "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be deleted.");
        }
        List<StackResource> before = List.copyOf(store.resources(stack.id()).values());
        Operation operation = Operation.of(operationId(), Kind.DELETE, stack, null, before)
                .retaining(StackInput.texts(input.path("RetainResources")));
        store.put(operation);
        store.enter(stack.id(), StackStatus.DELETE_IN_PROGRESS, "User Initiated");
        store.changeSets().stream()
                .filter(changeSet -> changeSet.stackId().equals(stack.id()))
                .forEach(store::remove);
        deployments.start(operation);
        return nothing;
    }

    synchronized ObjectNode continueRollback(ObjectNode input) {
        String name = StackInput.stackName(input);
        Stack stack = store.stack(name).orElseThrow(() -> Errors.noStack(name));
        Operation operation = store.operation(stack.id())
                .filter(_ -> stack.status() == StackStatus.UPDATE_ROLLBACK_FAILED)
                .orElseThrow(() -> Errors.validation("Stack:" + stack.id() + " is in " + stack.status()
                        + " state and can not continue update rollback."));
        Operation again = operation.in(Phase.ROLLBACK, null).retaining(StackInput.texts(input.path("ResourcesToSkip")));
        store.put(again);
        store.enter(stack.id(), StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, "User Initiated");
        deployments.start(again);
        return Json.object();
    }

    synchronized ObjectNode protect(ObjectNode input) {
        String name = StackInput.stackName(input);
        Stack stack = store.stack(name).orElseThrow(() -> Errors.noStack(name));
        store.change(
                stack.id(),
                old -> old.withProtection(
                        input.path("EnableTerminationProtection").asBoolean()));
        return stackId(stack.id());
    }

    private static String operationId() {
        return UUID.randomUUID().toString();
    }

    private static ObjectNode stackId(String id) {
        return Json.object().put("StackId", id);
    }
}
