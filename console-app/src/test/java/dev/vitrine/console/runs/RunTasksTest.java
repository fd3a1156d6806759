package dev.vitrine.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.StateFile;
import dev.vitrine.console.resource.SampleRuns;
import dev.vitrine.console.resource.UsageStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTasksTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final UsageStore usage;
    private final RunTasks tasks;

    RunTasksTest(@TempDir Path folder) {
        usage = new UsageStore(StateFile.open(folder.resolve("state.json")));
        tasks = new RunTasks(usage);
    }

    @Test
    void a_task_that_ecs_has_forgotten_still_belongs_to_its_run() {
        usage.see(List.of(task("one", Optional.of(NOON), Optional.empty())), NOON.plusSeconds(120));
        usage.see(List.of(), NOON.plusSeconds(7_200));
        tasks.see(List.of());

        assertThat(tasks.of(job(JobState.SUCCEEDED, Optional.of(NOON.plusSeconds(60))), NOON.plusSeconds(7_200)))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.id()).isEqualTo("one");
                    assertThat(task.container()).isEqualTo("batch");
                    assertThat(task.digest()).isEqualTo("sha256:00");
                    assertThat(task.isStopped()).isTrue();
                });
    }

    @Test
    void of_a_run_that_waits_those_are_told_that_could_not_start() {
        tasks.see(List.of(
                task("works-for-another", Optional.of(NOON), Optional.empty()),
                task("failed", Optional.of(NOON.plusSeconds(1)), Optional.of("the worker ran out of memory"))));

        assertThat(tasks.of(job(JobState.QUEUED, Optional.empty()), NOON.plusSeconds(60)))
                .extracting(ClusterTask::id)
                .containsExactly("failed");
    }

    private static Job job(JobState state, Optional<Instant> finishedAt) {
        Optional<Instant> startedAt = state == JobState.QUEUED ? Optional.empty() : Optional.of(NOON);
        return SampleRuns.job("20260131-000001-aaaa", "banknote", NOON, state, startedAt, finishedAt);
    }

    private static ClusterTask task(String id, Optional<Instant> startedAt, Optional<String> problem) {
        return new ClusterTask(
                "arn:aws:ecs:us-east-1:000000000000:task/vitrine/" + id,
                "vitrine-banknote",
                1,
                "family:vitrine-banknote",
                problem.isPresent() ? "STOPPED" : "RUNNING",
                256,
                512,
                Optional.of(NOON),
                startedAt,
                problem.isPresent() ? Optional.of(NOON.plusSeconds(30)) : Optional.empty(),
                ClusterTask.DISPATCHER,
                false,
                "batch",
                "runtime-" + id,
                "vitrine/batch",
                "sha256:00",
                Optional.empty(),
                "",
                problem);
    }
}
