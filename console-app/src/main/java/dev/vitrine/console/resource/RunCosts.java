package dev.vitrine.console.resource;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import java.time.Instant;
import java.util.List;

/**
 * What runs pay of the tasks that worked while they ran. Of a run that is done it is remembered, for the time when its
 * tasks are no longer known one by one. For the screen's thread.
 */
public final class RunCosts {
    private final TaskPrices prices;
    private final UsageStore usage;

    /** @param usage the tasks that were seen, and what was remembered of runs */
    public RunCosts(TaskPrices prices, UsageStore usage) {
        this.prices = prices;
        this.usage = usage;
    }

    /**
     * What a run paid until now or its end.
     *
     * @param runs all that are known, since the workers of a prototype are shared
     * @param tasks those of its prototype, as far as they are known one by one
     */
    public RunCost of(Job job, List<Job> runs, List<ClusterTask> tasks, Instant now) {
        if (job.startedAt().isEmpty()) {
            return RunCost.NONE;
        }
        if (!usage.knowsAll("vitrine-" + job.prototype(), job.startedAt().get(), now)) {
            return remembered(job, RunCost.SUMMED);
        }
        RunShare share = new RunShare(job, runs, now);
        double dollars = tasks.stream()
                .mapToDouble(task -> prices.hourly(task)
                        * share.hours(
                                task.startedAt().orElse(now), task.stoppedAt().orElse(now)))
                .sum();
        if (!job.state().isDone()) {
            return dollars == 0 ? RunCost.NONE : RunCost.of(dollars);
        }
        if (dollars == 0) {
            return remembered(job, RunCost.UNSEEN);
        }
        usage.paid(job.id(), dollars);
        return RunCost.of(dollars);
    }

    private RunCost remembered(Job job, RunCost otherwise) {
        return usage.paid(job.id()).stream().mapToObj(RunCost::of).findFirst().orElse(otherwise);
    }
}
