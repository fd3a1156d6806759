package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.elb.TargetHealth;
import dev.vitrine.localcloud.elb.Targets;
import dev.vitrine.localcloud.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a service's scheduler does with tasks and their targets. */
final class ServiceTasks {
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(2);
    private static final String SCHEDULER = "ServiceSchedulerInitiated";

    private final Tasks tasks;
    private final TaskDefinitions definitions;
    private final Targets targets;

    ServiceTasks(Tasks tasks, TaskDefinitions definitions, Targets targets) {
        this.tasks = tasks;
        this.definitions = definitions;
        this.targets = targets;
    }

    /** Starts a task of the service's primary deployment; nothing when its definition is lost. */
    Optional<Task> start(Service service) {
        Deployment deployment = service.primary();
        return definitions.find(deployment.taskDefinition()).map(definition -> {
            FargateSize size = definition.isFargate()
                    ? FargateSize.parse(definition.cpu(), definition.memory())
                    : new FargateSize(0, 0);
            Task.Request request = new Task.Request(
                    service.cluster(),
                    definition.family(),
                    definition.revision(),
                    "service:" + service.name(),
                    deployment.id(),
                    service.source()
                            .path("capacityProviderStrategy")
                            .path(0)
                            .path("capacityProvider")
                            .asText(),
                    size.cpu() > 0
                            ? Integer.toString(size.cpu())
                            : definition.cpu().orElse("0"),
                    size.memory() > 0
                            ? Integer.toString(size.memory())
                            : definition.memory().orElse("0"),
                    Json.object(),
                    "",
                    0);
            Map<String, String> tags =
                    switch (Json.text(service.source(), "propagateTags").orElse("NONE")) {
                        case "SERVICE" -> service.tags();
                        case "TASK_DEFINITION" -> definition.tags();
                        default -> Map.<String, String>of();
                    };
            Task task = tasks.make(request, definition, tags);
            tasks.start(task);
            return task;
        });
    }

    /** True if a task serves: it runs, and all its target groups find it healthy. */
    boolean healthy(Service service, Task task) {
        return task.stop() == null
                && task.status() == TaskStatus.RUNNING
                && service.balancers().stream().allMatch(it -> health(task, it).state() == TargetHealth.State.HEALTHY);
    }

    /** How a task is in a target group. */
    TargetHealth health(Task task, Service.Balancer balancer) {
        return targets.health(
                balancer.targetGroupArn(),
                Ports.HOST,
                Service.port(task, balancer).orElse(0));
    }

    void register(Task task, Service.Balancer balancer) {
        Service.port(task, balancer).ifPresent(port -> targets.register(balancer.targetGroupArn(), Ports.HOST, port));
    }

    /** Lets a task's targets drain; the target groups it was in. */
    List<String> deregister(Service service, Task task) {
        List<Service.Balancer> registered = service.balancers().stream()
                .filter(it -> isRegistered(health(task, it)))
                .toList();
        registered.forEach(it -> targets.deregister(
                it.targetGroupArn(), Ports.HOST, Service.port(task, it).orElse(0)));
        return registered.stream().map(Service.Balancer::targetGroupArn).toList();
    }

    private static boolean isRegistered(TargetHealth health) {
        return switch (health.state()) {
            case INITIAL, HEALTHY, UNHEALTHY -> true;
            case DRAINING, UNUSED -> false;
        };
    }

    /** True once no load balancer has requests for the task. */
    boolean drained(Service service, Task task) {
        return service.balancers().stream().allMatch(it -> health(task, it).state() == TargetHealth.State.UNUSED);
    }

    /** Means a task to end: its targets drain first. */
    void deactivate(Task task, String reason) {
        tasks.find(task.request().cluster(), task.id()).ifPresent(it -> it.deactivate(SCHEDULER, reason));
    }

    /** Ends a task that is meant to. */
    void stop(Task task) {
        tasks.find(task.request().cluster(), task.id()).ifPresent(it -> it.stop(SCHEDULER, "", LONGEST_GRACE));
    }

    /** {@code (task 1) (task 2)}, as events name tasks. */
    static String names(List<Task> tasks) {
        return tasks.stream().map(it -> "(task " + it.id() + ")").collect(Collectors.joining(" "));
    }
}
