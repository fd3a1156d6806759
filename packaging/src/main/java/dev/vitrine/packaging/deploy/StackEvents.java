package dev.vitrine.packaging.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What happens to a stack from now on, told as it happens, until the operation that is under way has ended. */
final class StackEvents {
    private static final Duration FIRST_POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(3);

    private final CloudFormationClient client;
    private final String name;
    private final String stackId;
    private final Narrator narrator;
    private final Set<String> seen = new HashSet<>();
    private final List<StackException.Failure> failures = new ArrayList<>();

    /** Remembers what has happened so far, to tell only of what comes. */
    StackEvents(CloudFormationClient client, String name, String stackId, Narrator narrator) {
        this.client = client;
        this.name = name;
        this.stackId = stackId;
        this.narrator = narrator;
        fresh();
    }

    /** Tells until the stack is at rest; returns the state that it has come to. */
    StackStatus follow() {
        Duration pause = FIRST_POLL;
        while (true) {
            // The state before the events: what comes after it is told by the next round.
            Stack stack = client.describeStacks(request -> request.stackName(stackId))
                    .stacks()
                    .getFirst();
            List<StackEvent> fresh = fresh();
            fresh.forEach(this::tell);
            StackStatus status = stack.stackStatus();
            if (!status.toString().endsWith("_IN_PROGRESS")) {
                fresh().forEach(this::tell);
                return status;
            }
            narrator.stillWorking(name);
            pause(pause);
            pause = fresh.isEmpty() ? min(pause.multipliedBy(3).dividedBy(2), LONGEST_POLL) : FIRST_POLL;
        }
    }

    /** The resources that failed by themselves, in order; those that were merely cancelled are left out. */
    List<StackException.Failure> failures() {
        return List.copyOf(failures);
    }

    private void tell(StackEvent event) {
        if (event.physicalResourceId() != null && event.physicalResourceId().equals(stackId)) {
            return;
        }
        narrator.resource(name, event);
        ResourceStatus status = event.resourceStatus();
        boolean failed = status.toString().endsWith("_FAILED");
        String reason = event.resourceStatusReason();
        if (failed
                && reason != null
                && !reason.toLowerCase(java.util.Locale.ROOT).contains("cancelled")) {
            failures.add(new StackException.Failure(event.logicalResourceId(), event.resourceType(), reason));
        }
    }

    /** Events that were not returned before, oldest first. */
    private List<StackEvent> fresh() {
        List<StackEvent> fresh = new ArrayList<>();
        for (var page : client.describeStackEventsPaginator(request -> request.stackName(stackId))) {
            for (StackEvent event : page.stackEvents()) {
                if (!seen.add(event.eventId())) {
                    return fresh.reversed();
                }
                fresh.add(event);
            }
        }
        return fresh.reversed();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a deploy", e);
        }
    }
}
