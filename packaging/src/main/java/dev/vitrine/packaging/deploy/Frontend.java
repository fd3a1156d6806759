package dev.vitrine.packaging.deploy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

/** The frontend's service, asked why it does not run. */
record Frontend(Clients clients) {
    static final String SERVICE = "vitrine-frontend";
    static final String LOG_GROUP = "/vitrine/frontend";

    private static final int EVENTS = 5;
    private static final int LINES = 8;

    /** The same failure with what ECS and the log know of it, if it is a service that failed. */
    StackException explained(StackException failure) {
        boolean service =
                failure.failures().stream().anyMatch(each -> each.type().equals("AWS::ECS::Service"));
        if (!service) {
            return failure;
        }
        try {
            return failure.with(why());
        } catch (SdkException e) {
            return failure;
        }
    }

    private List<String> why() {
        List<String> lines = new ArrayList<>();
        Optional<Task> stopped = stopped();
        clients
                .ecs()
                .describeServices(request -> request.cluster(Target.CLUSTER).services(SERVICE))
                .services()
                .stream()
                .flatMap(service -> service.events().stream())
                .limit(EVENTS)
                .map(ServiceEvent::message)
                .forEach(message -> lines.add("  ECS: " + message));
        stopped.ifPresent(task -> {
            lines.add("  a task stopped: " + task.stoppedReason());
            for (Container container : task.containers()) {
                if (container.reason() != null && !container.reason().equals(task.stoppedReason())) {
                    lines.add("  its container: " + container.reason());
                }
                if (container.exitCode() != null) {
                    lines.add("  its exit code: " + container.exitCode());
                }
            }
            lines.addAll(lastWords(task));
        });
        Remedy.of(String.join(" ", lines)).ifPresent(remedy -> lines.add(remedy.toString()));
        return lines;
    }

    private Optional<Task> stopped() {
        List<String> tasks = clients.ecs()
                .listTasks(request ->
                        request.cluster(Target.CLUSTER).family(SERVICE).desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        return clients
                .ecs()
                .describeTasks(request -> request.cluster(Target.CLUSTER).tasks(tasks))
                .tasks()
                .stream()
                .filter(task -> task.stoppedAt() != null)
                .max(Comparator.comparing(Task::stoppedAt));
    }

    private List<String> lastWords(Task task) {
        String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        String stream = "frontend/frontend/" + id;
        try {
            return clients
                    .logs()
                    .getLogEvents(request -> request.logGroupName(LOG_GROUP)
                            .logStreamName(stream)
                            .limit(LINES))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .map(message -> "  its log: " + message.stripTrailing())
                    .toList();
        } catch (SdkException e) {
            return List.of("  it has no log (" + stream + ")");
        }
    }
}
