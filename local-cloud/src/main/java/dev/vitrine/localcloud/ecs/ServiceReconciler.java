package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.ecs.Deployment.RolloutState;
import dev.vitrine.localcloud.elb.TargetHealth;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings the tasks of one service nearer to what is wanted, step by step, and says in events what it did. What it
 * remembers between its runs only spares work and repeated events; all else is stored.
 */
final class ServiceReconciler {
    private static final String UNHEALTHY = "Task failed ELB health checks in ";

    private final ServiceTasks work;
    private final Clock clock;
    private final long secondMillis;
    private final long since;
    private final Backoff backoff;
    private final CircuitBreaker breaker;
    private final Set<String> registered = new HashSet<>();
    private final Set<String> settled = new HashSet<>();
    private final Set<String> wereHealthy = new HashSet<>();
    private String deployment = "";
    private boolean steady;

    ServiceReconciler(ServiceTasks work, EcsConfig config, Clock clock) {
        this.work = work;
        this.clock = clock;
        this.secondMillis = Math.max(1, config.second().toMillis());
        this.since = clock.millis();
        this.backoff = new Backoff(config.second());
        this.breaker = new CircuitBreaker(clock);
    }

    /**
     * One round.
     *
     * @param tasks the service's, running and stopped
     */
    Service reconcile(Service before, List<Task> tasks) {
        Service service = before;
        if (!service.primary().id().equals(deployment)) {
            deployment = service.primary().id();
            backoff.reset();
            steady = false;
        }
        List<Task> live =
                tasks.stream().filter(it -> it.status() != TaskStatus.STOPPED).toList();
        List<Task> wanted = live.stream().filter(it -> it.stop() == null).toList();
        List<Task> healthy = wanted.stream().filter(it -> isHealthy(before, it)).toList();
        healthy.forEach(it -> wereHealthy.add(it.id()));

        service = register(service, wanted);
        service = settle(service, tasks, live);
        service = breaker.check(service);
        List<Task> unhealthy = unhealthy(service, wanted);
        service = replace(service, unhealthy);
        List<Task> good = without(wanted, unhealthy);
        service = shrink(service, good, healthy);
        live.stream()
                .filter(it -> it.status() == TaskStatus.DEACTIVATING)
                .filter(it -> work.drained(before, it))
                .forEach(work::stop);
        service = grow(service, good);
        return finish(service, live, healthy);
    }

    /** Without a load balancer that asks, a program is well once it has run for a while. */
    private boolean isHealthy(Service service, Task task) {
        Long started = task.times().started();
        boolean lasts = started != null && clock.millis() - started >= 2 * secondMillis;
        return work.healthy(service, task) && (lasts || !service.balancers().isEmpty());
    }

    private Service register(Service before, List<Task> wanted) {
        Service service = before;
        for (Task task : wanted) {
            if (task.status() == TaskStatus.RUNNING && registered.add(task.id())) {
                for (Service.Balancer balancer : service.balancers()) {
                    if (work.health(task, balancer).state() == TargetHealth.State.UNUSED) {
                        service = says(
                                service, "registered 1 targets in (target-group " + balancer.targetGroupArn() + ")");
                    }
                    work.register(task, balancer);
                }
            }
        }
        return service;
    }

    /** Draws the consequences of tasks that have ended since the last round. */
    private Service settle(Service before, List<Task> tasks, List<Task> live) {
        Service service = before;
        Set<Integer> used = new HashSet<>();
        live.forEach(it -> used.addAll(it.ports().values()));
        for (Task task : tasks) {
            if (task.status() != TaskStatus.STOPPED || !settled.add(task.id())) {
                continue;
            }
            if (task.ports().values().stream().noneMatch(used::contains)) {
                service = deregistered(service, List.of(task));
            }
            Long stopped = task.times().stopped();
            if (stopped != null && stopped >= since && !isPlanned(task)) {
                service = failed(service, task);
            }
        }
        return service;
    }

    private static boolean isPlanned(Task task) {
        Task.Stop stop = task.stop();
        if (stop == null) {
            return true;
        }
        return switch (stop.code()) {
            case "ServiceSchedulerInitiated" -> !stop.reason().startsWith(UNHEALTHY);
            case "UserInitiated", "TerminationNotice" -> true;
            default -> false;
        };
    }

    private Service failed(Service service, Task task) {
        if (wereHealthy.contains(task.id()) && !isEarly(task)) {
            backoff.reset();
            return service;
        }
        backoff.failed();
        Service counted = service.withDeployment(
                task.request().startedBy(),
                it -> it.rolloutState() == RolloutState.IN_PROGRESS
                        ? it.withFailedTasks(it.failedTasks() + 1, clock.millis())
                        : it);
        return backoff.consistent()
                ? says(
                        counted,
                        "is unable to consistently start tasks successfully. For more information, see the"
                                + " Troubleshooting section of the Amazon ECS Developer Guide.")
                : counted;
    }

    /** A program that ends soon after its start was not well, although it ran. */
    private boolean isEarly(Task task) {
        Long started = task.times().started();
        Long stopped = task.times().stopped();
        return started == null || stopped == null || stopped - started < 10 * secondMillis;
    }

    private List<Task> unhealthy(Service service, List<Task> wanted) {
        long before = clock.millis() - service.graceMillis(secondMillis);
        return wanted.stream()
                .filter(it -> it.times().started() != null && it.times().started() < before)
                .filter(it -> service.balancers().stream().anyMatch(balancer -> isUnhealthy(it, balancer)))
                .toList();
    }

    private boolean isUnhealthy(Task task, Service.Balancer balancer) {
        return work.health(task, balancer).state() == TargetHealth.State.UNHEALTHY;
    }

    private Service replace(Service before, List<Task> unhealthy) {
        Service service = before;
        for (Task task : unhealthy) {
            for (Service.Balancer balancer : service.balancers()) {
                TargetHealth health = work.health(task, balancer);
                if (health.state() == TargetHealth.State.UNHEALTHY) {
                    String group = "(target-group " + balancer.targetGroupArn() + ")";
                    service = says(
                            service,
                            "(task " + task.id() + ") (port "
                                    + Service.port(task, balancer).orElse(0) + ") is unhealthy in " + group
                                    + " due to (reason " + health.description() + ").");
                    work.deactivate(task, UNHEALTHY + group);
                }
            }
            service = deregistered(service, List.of(task));
            service = says(service, "has stopped 1 running tasks: (task " + task.id() + ").");
        }
        return service;
    }

    /** Lets go of tasks that are too many, as far as enough healthy ones stay. */
    private Service shrink(Service before, List<Task> wanted, Collection<Task> healthy) {
        String primary = before.primary().id();
        Set<String> serving = new HashSet<>();
        healthy.forEach(it -> serving.add(it.id()));
        List<Task> current = wanted.stream()
                .filter(it -> it.request().startedBy().equals(primary))
                .toList();
        int surplus = Math.max(0, current.size() - before.desiredCount());
        List<Task> candidates = new ArrayList<>(without(wanted, current));
        candidates.addAll(current.reversed().subList(0, surplus));
        int minimum = before.config().minimum(before.desiredCount());
        int good = serving.size();
        List<Task> leaving = new ArrayList<>();
        for (Task task : candidates) {
            boolean serves = serving.contains(task.id());
            boolean starts = task.status() != TaskStatus.RUNNING;
            if (starts || good - (serves ? 1 : 0) >= minimum) {
                leaving.add(task);
                good -= serves ? 1 : 0;
            }
        }
        return leaving.isEmpty() ? before : release(before, leaving);
    }

    private Service release(Service before, List<Task> leaving) {
        String reason =
                "Scaling activity initiated by (deployment " + before.primary().id() + ")";
        leaving.forEach(it -> work.deactivate(it, reason));
        Service service = before.balancers().isEmpty()
                ? before
                : says(before, "has begun draining connections on " + leaving.size() + " tasks.");
        service = deregistered(service, leaving);
        return says(service, "has stopped " + leaving.size() + " running tasks: " + ServiceTasks.names(leaving) + ".");
    }

    private Service deregistered(Service before, List<Task> leaving) {
        List<String> groups = new ArrayList<>();
        leaving.forEach(it -> groups.addAll(work.deregister(before, it)));
        Service service = before;
        for (String group : new TreeSet<>(groups)) {
            long count = groups.stream().filter(group::equals).count();
            service = says(service, "deregistered " + count + " targets in (target-group " + group + ")");
        }
        return service;
    }

    /** Starts tasks that are missing, as far as there may be more at once. */
    private Service grow(Service service, List<Task> wanted) {
        Deployment primary = service.primary();
        if (primary.rolloutState() == RolloutState.FAILED || !backoff.over()) {
            return service;
        }
        List<Task> staying = wanted.stream().filter(it -> it.stop() == null).toList();
        long current = staying.stream()
                .filter(it -> it.request().startedBy().equals(primary.id()))
                .count();
        long missing = Math.min(
                service.desiredCount() - current, service.config().maximum(service.desiredCount()) - staying.size());
        List<Task> started = new ArrayList<>();
        for (long i = 0; i < missing; i++) {
            work.start(service).ifPresent(started::add);
        }
        if (started.isEmpty()) {
            return service;
        }
        steady = false;
        return says(service, "has started " + started.size() + " tasks: " + ServiceTasks.names(started) + ".");
    }

    private Service finish(Service before, List<Task> live, List<Task> healthy) {
        Service service = before;
        Deployment primary = service.primary();
        boolean alone =
                live.stream().allMatch(it -> it.request().startedBy().equals(primary.id()) && it.stop() == null);
        if (!alone || healthy.size() != service.desiredCount() || live.size() != service.desiredCount()) {
            steady = false;
            return service;
        }
        long now = clock.millis();
        if (primary.rolloutState() == RolloutState.IN_PROGRESS) {
            String done = "ECS deployment " + primary.id() + " completed.";
            service = service.withDeployments(List.of(
                    primary.with(true, RolloutState.COMPLETED, done, now).withFailedTasks(0, now)));
            service = says(service, "(deployment " + primary.id() + ") deployment completed.");
            steady = false;
        }
        if (!steady) {
            steady = true;
            service = says(service, "has reached a steady state.");
        }
        return service;
    }

    private Service says(Service service, String message) {
        return service.says(clock.millis(), message);
    }

    private static List<Task> without(List<Task> all, Collection<Task> some) {
        return all.stream().filter(it -> !some.contains(it)).toList();
    }
}
