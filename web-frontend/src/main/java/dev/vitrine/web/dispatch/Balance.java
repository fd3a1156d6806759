package dev.vitrine.web.dispatch;

import dev.vitrine.common.job.Backlog.OpenWork;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.WorkerStartException;
import dev.vitrine.common.job.WorkerStarter;
import dev.vitrine.common.job.WorkerStarter.WorkerFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As many workers as open shards, at most as many as the prototype allows; jobs that workers fail again and again end. */
final class Balance {
    private static final Logger LOG = LoggerFactory.getLogger(Balance.class);

    /** Failed starts in a row, without a shard done in between, after which the waiting jobs fail. */
    private static final int MOST_FAILED_STARTS = 3;
    /** Crashes, without a shard done in between, after which the oldest job fails: more than a shard has attempts. */
    private static final int MOST_CRASHES = 5;
    /** Rounds that started workers, without a shard done in between, after which the oldest job fails. */
    private static final int MOST_STARTS = 10;

    private final JobStore jobs;
    private final WorkerStarter workers;
    private final ToIntFunction<Job> maxWorkersOf;
    private final Clock clock;

    Balance(JobStore jobs, WorkerStarter workers, ToIntFunction<Job> maxWorkersOf, Clock clock) {
        this.jobs = jobs;
        this.workers = workers;
        this.maxWorkersOf = maxWorkersOf;
        this.clock = clock;
    }

    /** @param open jobs of the prototype with open shards, oldest first, at least one */
    void balance(String prototype, List<OpenWork> open, Watch watch) {
        Instant now = clock.instant();
        watch.look(open, now);
        Job oldest = open.getFirst().job();
        int running;
        try {
            running = workers.running(prototype);
            if (running == 0 && failed(prototype, open, watch)) {
                return;
            }
            long shards = open.stream().mapToLong(OpenWork::shards).sum();
            int wanted = (int) Math.min(shards, maxWorkersOf.applyAsInt(oldest)) - running;
            if (wanted <= 0 || !watch.mayStart(running, now)) {
                return;
            }
            if (watch.starts() >= MOST_STARTS) {
                fail(
                        List.of(open.getFirst()),
                        "Workers were started " + MOST_STARTS + " times but ended without finishing a part; their log"
                                + " (/vitrine/" + prototype + ") says more.",
                        watch);
                return;
            }
            workers.start(prototype, wanted);
            watch.started(running, wanted, now);
            LOG.info("started {} workers of {} for {} open shards", wanted, prototype, shards);
        } catch (WorkerStartException e) {
            watch.startFailed(now);
            LOG.warn("no worker of {} could be started: {}", prototype, e.getMessage());
            if (watch.failedStarts() >= MOST_FAILED_STARTS) {
                fail(open, "No worker could be started: " + e.getMessage() + ".", watch);
            }
        }
    }

    /** Ends jobs whose workers fail again and again; returns whether it did. */
    private boolean failed(String prototype, List<OpenWork> open, Watch watch) {
        List<WorkerFailure> failures = workers.failures(prototype, watch.since());
        List<WorkerFailure> unstarted =
                failures.stream().filter(failure -> !failure.started()).toList();
        if (unstarted.size() >= MOST_FAILED_STARTS) {
            fail(open, "No worker could be started: " + unstarted.getLast().reason() + ".", watch);
            return true;
        }
        if (failures.size() >= MOST_CRASHES) {
            fail(
                    List.of(open.getFirst()),
                    "Its workers crashed " + failures.size() + " times without finishing a part: "
                            + failures.getLast().reason() + ".",
                    watch);
            return true;
        }
        return false;
    }

    private void fail(List<OpenWork> these, String reason, Watch watch) {
        for (OpenWork work : these) {
            if (jobs.fail(work.job().id(), reason)) {
                LOG.warn("job {} failed: {}", work.job().id(), reason);
            }
        }
        watch.forget(clock.instant());
    }
}
