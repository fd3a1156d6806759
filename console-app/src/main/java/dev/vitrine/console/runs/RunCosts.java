package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.resource.TaskPrices;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** What a run's tasks cost while it ran. */
final class RunCosts {
    private final TaskPrices prices;

    RunCosts(TaskPrices prices) {
        this.prices = prices;
    }

    /** Empty while no task is known, as ECS forgets stopped ones after an hour. */
    OptionalDouble of(Job job, List<ClusterTask> tasks, Instant now) {
        if (tasks.isEmpty() || job.startedAt().isEmpty()) {
            return OptionalDouble.empty();
        }
        Instant from = job.startedAt().get();
        Instant to = job.finishedAt().orElse(now);
        return OptionalDouble.of(tasks.stream()
                .mapToDouble(task -> prices.between(task, from, to))
                .sum());
    }
}
