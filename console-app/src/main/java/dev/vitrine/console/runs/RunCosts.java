package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** What a run's tasks cost while it ran. */
final class RunCosts {
    OptionalDouble of(Job job, List<ClusterTask> tasks, Instant now) {
        return OptionalDouble.empty();
    }
}
