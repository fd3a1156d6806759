package dev.vitrine.localcloud.cloudformation;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Stacks as tests make and look at them. */
final class TestStacks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CloudFormationClient client;

    TestStacks(CloudFormationClient client) {
        this.client = client;
    }

    Stack create(String name, String template, Map<String, String> parameters) {
        String id = client.createStack(r -> r.stackName(name)
                        .templateBody(template)
                        .parameters(parameters(parameters))
                        .capabilities(Capability.CAPABILITY_NAMED_IAM))
                .stackId();
        return settled(id);
    }

    Stack create(String name, String template) {
        return create(name, template, Map.of());
    }

    Stack update(String name, String template, Map<String, String> parameters) {
        String id = client.updateStack(r -> r.stackName(name)
                        .templateBody(template)
                        .parameters(parameters(parameters))
                        .capabilities(Capability.CAPABILITY_NAMED_IAM))
                .stackId();
        return settled(id);
    }

    Stack update(String name, String template) {
        return update(name, template, Map.of());
    }

    Stack delete(String name) {
        String id = stack(name).stackId();
        client.deleteStack(r -> r.stackName(name));
        return settled(id);
    }

    /** The stack once nothing more happens to it. */
    Stack settled(String name) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !stack(name).stackStatusAsString().endsWith("IN_PROGRESS")
                        || stack(name).stackStatus() == StackStatus.REVIEW_IN_PROGRESS);
        return stack(name);
    }

    Stack stack(String name) {
        return client.describeStacks(r -> r.stackName(name)).stacks().getFirst();
    }

    boolean exists(String name) {
        try {
            return stack(name).stackStatus() != null;
        } catch (CloudFormationException e) {
            return false;
        }
    }

    String output(String stack, String key) {
        return stack(stack).outputs().stream()
                .filter(output -> output.outputKey().equals(key))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow();
    }

    String physicalId(String stack, String logicalId) {
        return client.describeStackResource(r -> r.stackName(stack).logicalResourceId(logicalId))
                .stackResourceDetail()
                .physicalResourceId();
    }

    /** The events from the oldest to the newest, such as {@code Table CREATE_COMPLETE}. */
    List<String> events(String stack) {
        return client.describeStackEventsPaginator(r -> r.stackName(stack)).stackEvents().stream()
                .map(event -> event.logicalResourceId() + " " + event.resourceStatusAsString())
                .toList()
                .reversed();
    }

    String reason(String stack, String logicalId) {
        return client.describeStackEvents(r -> r.stackName(stack)).stackEvents().stream()
                .filter(event -> event.logicalResourceId().equals(logicalId))
                .filter(event -> event.resourceStatusAsString().endsWith("FAILED"))
                .map(StackEvent::resourceStatusReason)
                .findFirst()
                .orElseThrow();
    }

    /** All that failed, with why. */
    String reasons(String stack) {
        return client.describeStackEvents(r -> r.stackName(stack)).stackEvents().stream()
                .filter(event -> event.resourceStatusAsString().endsWith("FAILED"))
                .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
                .toList()
                .toString();
    }

    private static List<Parameter> parameters(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
                .toList();
    }
}
