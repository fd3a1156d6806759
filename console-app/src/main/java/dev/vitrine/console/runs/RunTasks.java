package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.resource.TaskUsage;
import dev.vitrine.console.resource.UsageStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tasks worked on a run: of those that ECS lists, and of those that it has forgotten. For the screen's thread. */
final class RunTasks {
    private final UsageStore usage;
    private final Map<String, List<ClusterTask>> byFamily = new HashMap<>();
    private final Map<String, List<ClusterTask>> ofDone = new HashMap<>();

    RunTasks(UsageStore usage) {
        this.usage = usage;
    }

    /** These are all that ECS lists now. */
    void see(List<ClusterTask> listed) {
        byFamily.clear();
        ofDone.clear();
        Set<String> arns = listed.stream().map(ClusterTask::arn).collect(Collectors.toSet());
        listed.forEach(this::add);
        usage.all().stream()
                .filter(task -> !arns.contains(task.arn()))
                .map(TaskUsage::gone)
                .map(TaskUsage::remembered)
                .forEach(this::add);
    }

    private void add(ClusterTask task) {
        byFamily.computeIfAbsent(task.family(), key -> new ArrayList<>()).add(task);
    }

    /** Those of the run's prototype that ran while it did; of one that waits those that could not start. */
    List<ClusterTask> of(Job job, Instant now) {
        if (job.state().isDone()) {
            return ofDone.computeIfAbsent(job.id(), key -> find(job, now));
        }
        return find(job, now);
    }

    private List<ClusterTask> find(Job job, Instant now) {
        List<ClusterTask> family = byFamily.getOrDefault("vitrine-" + job.prototype(), List.of());
        if (job.state() == JobState.QUEUED) {
            return family.stream()
                    .filter(task -> task.ranBetween(job.submittedAt(), now))
                    .filter(task ->
                            task.problem().isPresent() || task.startedAt().isEmpty())
                    .toList();
        }
        return job.startedAt()
                .map(start -> family.stream()
                        .filter(task -> task.ranBetween(start, job.finishedAt().orElse(now)))
                        .toList())
                .orElse(List.of());
    }
}
