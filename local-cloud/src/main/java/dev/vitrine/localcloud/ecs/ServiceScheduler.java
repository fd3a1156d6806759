package dev.vitrine.localcloud.ecs;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after all services, round by round, as long as the local cloud runs. */
final class ServiceScheduler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServiceScheduler.class);
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);

    private final Services services;
    private final ServiceTasks work;
    private final EcsConfig config;
    private final Clock clock;
    private final Map<String, ServiceReconciler> reconcilers = new ConcurrentHashMap<>();
    private final Semaphore end = new Semaphore(0);
    private final Thread thread;

    ServiceScheduler(Services services, ServiceTasks work, EcsConfig config, Clock clock) {
        this.services = services;
        this.work = work;
        this.config = config;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("service-scheduler").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                services.all().forEach(this::look);
            } while (!end.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Service seen) {
        try {
            synchronized (services) {
                services.find(seen.cluster(), seen.name()).ifPresent(this::reconcile);
            }
        } catch (RuntimeException e) {
            log.error("The service {} could not be looked after in this round.", seen.key(), e);
        }
    }

    private void reconcile(Service before) {
        if (before.status() == Service.Status.INACTIVE) {
            reconcilers.remove(before.key());
            if (clock.millis() - before.inactiveAt() > config.keepStopped().toMillis()) {
                services.remove(before);
            }
            return;
        }
        Service after = reconcilers
                .computeIfAbsent(before.key(), _ -> new ServiceReconciler(work, config, clock))
                .reconcile(before, services.tasks(before));
        if (after.status() == Service.Status.DRAINING
                && services.tasks(after).stream().allMatch(it -> it.status() == TaskStatus.STOPPED)) {
            after = after.with(Service.Status.INACTIVE, 0, clock.millis());
        }
        if (!after.equals(before)) {
            services.put(after);
        }
    }

    /** Returns when no round is under way and none will come. */
    @Override
    public void close() {
        end.release();
        try {
            if (!thread.join(LONGEST_ROUND)) {
                log.warn("The service scheduler does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
