package dev.vitrine.console.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.ClusterTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdleTasksTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static ClusterTask task(String id, String startedBy, Instant start) {
        return new ClusterTask(
                "arn:aws:ecs:us-east-1:000000000000:task/vitrine/" + id,
                "vitrine-banknote",
                1,
                "family:vitrine-banknote",
                "RUNNING",
                1024,
                4096,
                Optional.of(start),
                Optional.of(start),
                Optional.empty(),
                startedBy,
                false,
                "batch",
                id,
                "image",
                "",
                Optional.empty(),
                "",
                Optional.empty());
    }

    @Test
    void only_workers_without_work_are_idle() {
        Instant longAgo = NOW.minusSeconds(600);
        ClusterTask idle = task("a", ClusterTask.DISPATCHER, longAgo);
        ClusterTask young = task("b", ClusterTask.DISPATCHER, NOW.minusSeconds(20));
        ClusterTask training = task("c", "vitrine-console", longAgo);

        assertThat(IdleTasks.of(List.of(idle, young, training), List.of(), NOW)).containsExactly(idle);
    }
}
