package dev.vitrine.web.dispatch;

import dev.vitrine.common.job.Backlog;
import dev.vitrine.common.job.Backlog.OpenWork;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.WorkerStarter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares open shards with running workers every two seconds and at every submit, and makes them agree. Every frontend
 * has one and looks; where there is work, the one that holds the office in the job table acts. So an idle deployment pays
 * for reads alone.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration TERM = Duration.ofSeconds(10);

    private final String candidate = "dispatcher-" + UUID.randomUUID();
    private final Backlog backlog;
    private final Balance balance;
    private final Runnable further;
    private final Map<String, Watch> watches = new HashMap<>();
    private final Clock clock;
    private final Semaphore kicks = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("dispatcher").unstarted(this::run);
    private volatile boolean closed;
    private boolean troubled;

    /**
     * @param maxWorkersOf most workers at the same time for a job's prototype
     * @param further is run in every round, by several frontends at the same time; must return at once
     */
    public Dispatcher(
            Backlog backlog,
            JobStore jobs,
            WorkerStarter workers,
            ToIntFunction<Job> maxWorkersOf,
            Runnable further,
            Clock clock) {
        this.backlog = backlog;
        this.further = further;
        this.balance = new Balance(jobs, workers, maxWorkersOf, clock);
        this.clock = clock;
    }

    /** Begins to dispatch, until closed. */
    public Dispatcher start() {
        thread.start();
        return this;
    }

    /** Looks at once, since something was submitted. Returns immediately. */
    public void kick() {
        kicks.release();
    }

    private void run() {
        while (!closed) {
            try {
                round();
                if (troubled) {
                    LOG.info("dispatching again");
                }
                troubled = false;
            } catch (RuntimeException e) {
                if (!troubled) {
                    LOG.warn("cannot dispatch, will go on trying: {}", e.getMessage(), e);
                }
                troubled = true;
            }
            try {
                if (kicks.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                    kicks.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** One look; the loop calls it. Does nothing while another holds the office. */
    void round() {
        try {
            further.run();
        } catch (RuntimeException e) {
            LOG.warn("cannot look after the webhooks: {}", e.getMessage());
        }
        List<OpenWork> open = backlog.openWork();
        if (open.isEmpty() || !backlog.elect(candidate, TERM)) {
            watches.clear();
            return;
        }
        Map<String, List<OpenWork>> byPrototype = new LinkedHashMap<>();
        for (OpenWork work : open) {
            if (work.shards() == 0) {
                backlog.settle(work.job().id());
            } else {
                byPrototype
                        .computeIfAbsent(work.job().prototype(), prototype -> new ArrayList<>())
                        .add(work);
            }
        }
        watches.keySet().retainAll(byPrototype.keySet());
        byPrototype.forEach((prototype, work) -> {
            Watch watch = watches.computeIfAbsent(prototype, any -> new Watch(clock.instant()));
            try {
                balance.balance(prototype, work, watch);
            } catch (RuntimeException e) {
                LOG.warn("cannot look after the workers of {}: {}", prototype, e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
