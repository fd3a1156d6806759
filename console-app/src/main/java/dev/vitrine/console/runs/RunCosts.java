package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.resource.RunShare;
import dev.vitrine.console.resource.TaskPrices;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** What a run pays of the tasks that worked while it ran. */
final class RunCosts {
    private final TaskPrices prices;

    RunCosts(TaskPrices prices) {
        this.prices = prices;
    }

    /**
     * Dollars until now or its end.
     *
     * @param runs all that are known, since the workers of a prototype are shared
     * @return empty while no task is known, as ECS forgets stopped ones after an hour
     */
    OptionalDouble of(Job job, List<Job> runs, List<ClusterTask> tasks, Instant now) {
        if (tasks.isEmpty() || job.startedAt().isEmpty()) {
            return OptionalDouble.empty();
        }
        RunShare share = new RunShare(job, runs, now);
        return OptionalDouble.of(tasks.stream()
                .mapToDouble(task -> prices.hourly(task)
                        * share.hours(
                                task.startedAt().orElse(now), task.stoppedAt().orElse(now)))
                .sum());
    }
}
