package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.ChangeSet.ExecutionStatus;
import dev.vitrine.localcloud.cloudformation.ChangeSet.Status;
import dev.vitrine.localcloud.cloudformation.Operation.OnFailure;
import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import dev.vitrine.localcloud.cloudformation.type.Provision;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Change sets: what an operation would do, looked at before it is done. */
final class ChangeSetOperations {
    private static final String NO_CHANGES =
            "The submitted information didn't contain changes. Submit different information to create a change set.";

    private final StackStore store;
    private final StackInput inputs;
    private final Exports exports;
    private final StackOperations stacks;

    ChangeSetOperations(StackStore store, StackInput inputs, Exports exports, StackOperations stacks) {
        this.store = store;
        this.inputs = inputs;
        this.exports = exports;
        this.stacks = stacks;
    }

    synchronized ObjectNode create(ObjectNode input) {
        String stackName = StackInput.stackName(input);
        String name = input.path("ChangeSetName").asText();
        boolean creates = input.path("ChangeSetType").asText("UPDATE").equals("CREATE");
        Optional<Stack> found = store.stack(stackName);
        Stack stack = creates ? reviewed(input, stackName, found) : stacks.updatable(stackName);
        if (changeSets(stack).stream().anyMatch(each -> each.name().equals(name))) {
            throw AwsException.badRequest(
                    "AlreadyExistsException",
                    "ChangeSet " + name + " cannot be created due to a mismatch with existing" + " attribute Name");
        }
        Stack target = inputs.target(input, creates ? null : stack, stack.id(), stack.name(), store.now());
        if (creates && found.isEmpty()) {
            store.put(target.in(StackStatus.REVIEW_IN_PROGRESS, null));
            store.enter(stack.id(), StackStatus.REVIEW_IN_PROGRESS, "User Initiated");
        }
        ChangeSet changeSet = changeSet(input, name, creates, stack, target);
        store.put(changeSet);
        return Json.object().put("Id", changeSet.id()).put("StackId", stack.id());
    }

    private Stack reviewed(ObjectNode input, String name, Optional<Stack> found) {
        if (found.isPresent() && found.get().status() != StackStatus.REVIEW_IN_PROGRESS) {
            throw AwsException.badRequest(
                    "ValidationError",
                    "Stack [" + name + "] already exists and cannot be created again with the" + " changeSet ["
                            + input.path("ChangeSetName").asText() + "].");
        }
        return found.orElseGet(() -> inputs.target(input, null, StackInput.stackId(name), name, store.now()));
    }

    private ChangeSet changeSet(ObjectNode input, String name, boolean creates, Stack stack, Stack target) {
        Status status = Status.CREATE_COMPLETE;
        String reason = null;
        List<ObjectNode> changes = List.of();
        try {
            Changes found = new Changes(target, store.resources(stack.id()), exports);
            changes = found.list();
            if (!creates && !found.isAny(stack)) {
                status = Status.FAILED;
                reason = NO_CHANGES;
            }
        } catch (TemplateException e) {
            status = Status.FAILED;
            reason = e.getMessage();
        }
        String id = "arn:aws:cloudformation:" + Provision.REGION + ":" + Provision.ACCOUNT + ":changeSet/" + name + "/"
                + UUID.randomUUID();
        return new ChangeSet(
                id,
                name,
                stack.id(),
                input.path("Description").textValue(),
                creates,
                status,
                reason,
                status == Status.FAILED ? ExecutionStatus.UNAVAILABLE : ExecutionStatus.AVAILABLE,
                target,
                changes,
                input.path("OnStackFailure").asText("ROLLBACK"),
                input.path("ImportExistingResources").asBoolean(),
                store.now());
    }

    ObjectNode describe(ObjectNode input) {
        ChangeSet changeSet = find(input);
        ObjectNode answer = summary(changeSet);
        StackView.parameters(answer, changeSet.target());
        StackView.tags(answer, changeSet.target());
        answer.set("Capabilities", StackView.texts(changeSet.target().capabilities()));
        ArrayNode changes = answer.putArray("Changes");
        changeSet.changes().forEach(changes::add);
        return answer;
    }

    private ObjectNode summary(ChangeSet changeSet) {
        ObjectNode node = Json.object()
                .put("ChangeSetName", changeSet.name())
                .put("ChangeSetId", changeSet.id())
                .put("StackId", changeSet.stackId())
                .put("StackName", changeSet.target().name());
        put(node, "Description", changeSet.description());
        node.put("CreationTime", StackView.time(changeSet.createdAt()))
                .put("ExecutionStatus", changeSet.execution().name())
                .put("Status", changeSet.status().name());
        put(node, "StatusReason", changeSet.reason());
        return node.put("IncludeNestedStacks", false).put("ImportExistingResources", changeSet.importing());
    }

    /** Begins with it; the id of its stack. */
    synchronized String execute(ObjectNode input) {
        ChangeSet changeSet = find(input);
        if (changeSet.execution() != ExecutionStatus.AVAILABLE) {
            throw AwsException.badRequest(
                    "InvalidChangeSetStatus",
                    "ChangeSet [" + changeSet.id() + "] cannot be executed in its current status of ["
                            + changeSet.status() + "]");
        }
        OnFailure onFailure = input.path("DisableRollback").asBoolean()
                        || changeSet.onFailure().equals("DO_NOTHING")
                ? OnFailure.DO_NOTHING
                : changeSet.onFailure().equals("DELETE") ? OnFailure.DELETE : OnFailure.ROLLBACK;
        Stack stack = store.current(changeSet.stackId());
        if (!changeSet.creates()) {
            stacks.updatable(stack.id());
        } else if (stack.status() != StackStatus.REVIEW_IN_PROGRESS) {
            throw Errors.validation("Stack:" + stack.id() + " is in " + stack.status() + " state.");
        }
        changeSets(stack)
                .forEach(each -> store.put(each.in(
                        each.id().equals(changeSet.id())
                                ? ExecutionStatus.EXECUTE_COMPLETE
                                : ExecutionStatus.OBSOLETE)));
        if (changeSet.creates()) {
            stacks.begin(changeSet.target(), onFailure, changeSet.importing());
        } else {
            stacks.begin(stack, changeSet.target(), onFailure, changeSet.importing());
        }
        return stack.id();
    }

    synchronized ObjectNode delete(ObjectNode input) {
        try {
            store.remove(find(input));
        } catch (AwsException e) {
            // As on AWS, one that is not there is as good as deleted.
        }
        return Json.object();
    }

    ObjectNode list(ObjectNode input) {
        String name = StackInput.stackName(input);
        Stack stack = store.stack(name).orElseThrow(() -> Errors.noStack(name));
        ObjectNode answer = Json.object();
        ArrayNode summaries = answer.putArray("Summaries");
        changeSets(stack).forEach(changeSet -> summaries.add(summary(changeSet)));
        return answer;
    }

    private List<ChangeSet> changeSets(Stack stack) {
        return store.changeSets().stream()
                .filter(changeSet -> changeSet.stackId().equals(stack.id()))
                .toList();
    }

    private ChangeSet find(ObjectNode input) {
        String name = input.path("ChangeSetName").asText();
        String stack = input.path("StackName").asText();
        return store.changeSets().stream()
                .filter(each -> each.id().equals(name)
                        || (each.name().equals(name)
                                && (each.stackId().equals(stack)
                                        || each.target().name().equals(stack))))
                .filter(each -> store.current(each.stackId()).status() != StackStatus.DELETE_COMPLETE)
                .findFirst()
                .orElseThrow(() -> Errors.noChangeSet(name));
    }

    private static void put(ObjectNode node, String member, @Nullable String value) {
        if (value != null) {
            node.put(member, value);
        }
    }
}
