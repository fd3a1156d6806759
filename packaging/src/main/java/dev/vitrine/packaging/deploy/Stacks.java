package dev.vitrine.packaging.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/**
 * Stacks of CloudFormation: what is there, what would change, and the change. A stack that an earlier deploy left halfway
 * is first brought to a state from which it can be changed.
 */
final class Stacks {
    private static final Duration CHANGE_SET_POLL = Duration.ofMillis(300);
    private static final Duration CHANGE_SET_LIMIT = Duration.ofMinutes(5);

    private final CloudFormationClient client;
    private final Narrator narrator;

    Stacks(CloudFormationClient client, Narrator narrator) {
        this.client = client;
        this.narrator = narrator;
    }

    /** The stack of that name; empty when there is none, or only change sets for one. */
    Optional<Stack> find(String name) {
        return describe(name).filter(stack -> stack.stackStatus() != StackStatus.REVIEW_IN_PROGRESS);
    }

    /** All stacks of Vitrine, the shared one and those of prototypes. */
    List<Stack> all() {
        return client.describeStacksPaginator().stacks().stream()
                .filter(stack -> stack.stackName().equals(Target.SHARED_STACK)
                        || stack.stackName().startsWith(Target.nameOf("")))
                .toList();
    }

    /**
     * Has CloudFormation compare; empty when there is nothing to change.
     *
     * @throws StackException when it refuses
     */
    Optional<PreparedChanges> prepare(StackDeclaration declaration) {
        Optional<Stack> stack = settled(declaration.name());
        boolean creates = stack.isEmpty() || stack.get().stackStatus() == StackStatus.REVIEW_IN_PROGRESS;
        CreateChangeSetResponse created = client.createChangeSet(request -> request.stackName(declaration.name())
                .changeSetName("deploy-" + UUID.randomUUID())
                .changeSetType(creates ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .templateBody(declaration.template())
                .parameters(parameters(declaration, stack))
                .tags(tags(declaration))
                .importExistingResources(true));
        DescribeChangeSetResponse made = awaitChangeSet(created.id());
        if (made.status() == ChangeSetStatus.FAILED) {
            discard(new PreparedChanges(declaration.name(), created.stackId(), created.id(), creates, List.of()));
            String reason = String.valueOf(made.statusReason());
            if (reason.contains("didn't contain changes") || reason.contains("No updates are to be performed")) {
                return Optional.empty();
            }
            throw StackException.refused(declaration.name(), reason);
        }
        return Optional.of(new PreparedChanges(
                declaration.name(), created.stackId(), created.id(), creates, allChanges(created.id())));
    }

    /**
     * Carries out a change set and tells of each resource.
     *
     * @throws StackException when a resource fails; CloudFormation has taken everything back by then
     */
    void execute(PreparedChanges changes) {
        StackEvents events = events(changes.stack(), changes.stackId());
        client.executeChangeSet(request -> request.changeSetName(changes.id()));
        StackStatus end = events.follow();
        if (!isWell(end)) {
            throw StackException.failed(changes.stack(), end, events.failures());
        }
    }

    /** Forgets a change set, and the stack that was there for it alone. */
    void discard(PreparedChanges changes) {
        client.deleteChangeSet(request -> request.changeSetName(changes.id()));
        if (changes.creates()) {
            client.deleteStack(request -> request.stackName(changes.stackId()));
        }
    }

    /**
     * Deletes a stack and tells of each resource; one that is not there is as good as deleted.
     *
     * @throws StackException when a resource cannot be deleted
     */
    void delete(String name) {
        Optional<Stack> stack = describe(name);
        if (stack.isEmpty()) {
            return;
        }
        if (stack.get().stackStatusAsString().endsWith("_IN_PROGRESS")
                && stack.get().stackStatus() != StackStatus.REVIEW_IN_PROGRESS) {
            events(name, stack.get().stackId()).follow();
        }
        StackEvents events = events(name, stack.get().stackId());
        client.deleteStack(request -> request.stackName(stack.get().stackId()));
        StackStatus end = events.follow();
        if (end != StackStatus.DELETE_COMPLETE) {
            throw StackException.failed(name, end, events.failures());
        }
    }

    /** The template of a stack as it was given; empty when there is no such stack. */
    Optional<String> template(String name) {
        return find(name).map(stack -> client.getTemplate(
                        request -> request.stackName(stack.stackId()).templateStage(TemplateStage.ORIGINAL))
                .templateBody());
    }

    /** The types of the resources that a template declares. */
    List<String> resourceTypes(String template) {
        return client.getTemplateSummary(request -> request.templateBody(template))
                .resourceTypes();
    }

    /** The names of the parameters that a template declares. */
    Set<String> parameterNames(String template) {
        return client.validateTemplate(request -> request.templateBody(template)).parameters().stream()
                .map(TemplateParameter::parameterKey)
                .collect(Collectors.toSet());
    }

    /** A stack in a state from which it can be changed; empty when there is none, or none any more. */
    private Optional<Stack> settled(String name) {
        while (true) {
            Optional<Stack> found = describe(name);
            if (found.isEmpty()) {
                return found;
            }
            Stack stack = found.get();
            StackStatus status = stack.stackStatus();
            switch (status) {
                case CREATE_FAILED, ROLLBACK_COMPLETE, ROLLBACK_FAILED, DELETE_FAILED -> {
                    narrator.say("stack " + name + " is left from a failure (" + status + "): deleting it first");
                    delete(name);
                }
                case UPDATE_ROLLBACK_FAILED -> {
                    narrator.say("stack " + name + " was not taken back whole: going on with that first");
                    StackEvents events = events(name, stack.stackId());
                    client.continueUpdateRollback(request -> request.stackName(stack.stackId()));
                    StackStatus end = events.follow();
                    if (!isChangeable(end)) {
                        throw StackException.failed(name, end, events.failures());
                    }
                }
                default -> {
                    if (status == StackStatus.REVIEW_IN_PROGRESS
                            || !status.toString().endsWith("_IN_PROGRESS")) {
                        return found;
                    }
                    narrator.say("stack " + name + " is being changed (" + status + "): waiting for that first");
                    events(name, stack.stackId()).follow();
                }
            }
        }
    }

    private StackEvents events(String name, String stackId) {
        return new StackEvents(client, name, stackId, narrator);
    }

    private Optional<Stack> describe(String name) {
        try {
            return client.describeStacks(request -> request.stackName(name)).stacks().stream()
                    .filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE)
                    .findFirst();
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<Parameter> parameters(StackDeclaration declaration, Optional<Stack> stack) {
        Set<String> kept = stack.map(found ->
                        found.parameters().stream().map(Parameter::parameterKey).collect(Collectors.toSet()))
                .orElse(Set.of());
        List<Parameter> parameters = new ArrayList<>();
        for (String name : parameterNames(declaration.template())) {
            String value = declaration.parameters().get(name);
            if (value != null) {
                parameters.add(Parameter.builder()
                        .parameterKey(name)
                        .parameterValue(value)
                        .build());
            } else if (kept.contains(name)) {
                parameters.add(Parameter.builder()
                        .parameterKey(name)
                        .usePreviousValue(true)
                        .build());
            }
        }
        return parameters;
    }

    private static List<Tag> tags(StackDeclaration declaration) {
        return declaration.tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private DescribeChangeSetResponse awaitChangeSet(String id) {
        Waiter<DescribeChangeSetResponse> waiter = Waiter.builder(DescribeChangeSetResponse.class)
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(response -> switch (response.status()) {
                    case CREATE_COMPLETE, FAILED -> true;
                    default -> false;
                }))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(response -> true))
                .overrideConfiguration(configuration -> configuration
                        .maxAttempts(Math.toIntExact(CHANGE_SET_LIMIT.dividedBy(CHANGE_SET_POLL)))
                        .waitTimeout(CHANGE_SET_LIMIT)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(CHANGE_SET_POLL)))
                .build();
        return waiter.run(() -> client.describeChangeSet(request -> request.changeSetName(id)))
                .matched()
                .response()
                .orElseThrow();
    }

    private List<ResourceChange> allChanges(String id) {
        List<ResourceChange> changes = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            DescribeChangeSetResponse page = client.describeChangeSet(
                    request -> request.changeSetName(id).nextToken(from));
            page.changes().stream().map(Change::resourceChange).forEach(changes::add);
            token = page.nextToken();
        } while (token != null);
        return changes;
    }

    private static boolean isWell(StackStatus status) {
        return switch (status) {
            case CREATE_COMPLETE, UPDATE_COMPLETE, IMPORT_COMPLETE -> true;
            default -> false;
        };
    }

    private static boolean isChangeable(StackStatus status) {
        return isWell(status) || status == StackStatus.UPDATE_ROLLBACK_COMPLETE;
    }
}
