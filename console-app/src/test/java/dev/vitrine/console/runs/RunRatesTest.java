package dev.vitrine.console.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.job.JobState;
import dev.vitrine.console.resource.RunProgress;
import dev.vitrine.console.resource.SampleRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRatesTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final RunRates rates = new RunRates();

    private static RunProgress run(JobState state, long answered) {
        return run("20260131-000001-aaaa", state, answered);
    }

    private static RunProgress run(String id, JobState state, long answered) {
        return new RunProgress(
                SampleRuns.job(id, "banknote", NOON, state, Optional.of(NOON), Optional.empty()), answered, List.of());
    }

    private void see(JobState state, long answered, int second) {
        rates.see(List.of(run(state, answered)), NOON.plusSeconds(second));
    }

    @Test
    void the_rate_is_that_of_the_last_half_minute() {
        see(JobState.RUNNING, 0, 0);
        see(JobState.RUNNING, 1_000, 10);
        see(JobState.RUNNING, 4_000, 40);

        assertThat(rates.rate(run(JobState.RUNNING, 4_000))).isCloseTo(100, within(0.1));
        assertThat(rates.left(run(JobState.RUNNING, 4_000))).hasValue(Duration.ofSeconds(60));
    }

    @Test
    void a_run_that_does_not_move_for_a_minute_is_stalled_until_it_moves_again() {
        for (int second = 0; second < 59; second += 10) {
            see(JobState.RUNNING, 500, second);
        }
        see(JobState.RUNNING, 500, 59);
        assertThat(rates.isStalled(run(JobState.RUNNING, 500))).isFalse();
        see(JobState.RUNNING, 500, 61);
        assertThat(rates.isStalled(run(JobState.RUNNING, 500))).isTrue();

        see(JobState.RUNNING, 501, 62);
        assertThat(rates.isStalled(run(JobState.RUNNING, 501))).isFalse();
    }

    @Test
    void a_run_is_not_stalled_while_nobody_looked() {
        see(JobState.RUNNING, 500, 0);
        see(JobState.RUNNING, 500, 3_600);
        assertThat(rates.isStalled(run(JobState.RUNNING, 500))).isFalse();

        for (int second = 3_610; second <= 3_670; second += 10) {
            see(JobState.RUNNING, 500, second);
        }
        assertThat(rates.isStalled(run(JobState.RUNNING, 500))).isTrue();
    }

    @Test
    void a_queued_run_is_stalled_only_when_no_other_of_its_prototype_is_worked_on() {
        RunProgress queued = run("20260131-000002-bbbb", JobState.QUEUED, 0);
        for (int second = 0; second <= 120; second += 10) {
            rates.see(List.of(run(JobState.RUNNING, second), queued), NOON.plusSeconds(second));
        }
        assertThat(rates.isStalled(queued)).isFalse();

        for (int second = 130; second <= 200; second += 10) {
            rates.see(List.of(queued), NOON.plusSeconds(second));
        }
        assertThat(rates.isStalled(queued)).isTrue();
    }

    @Test
    void a_run_that_is_done_is_never_stalled() {
        see(JobState.RUNNING, 500, 0);
        see(JobState.CANCELLED, 500, 90);

        assertThat(rates.isStalled(run(JobState.CANCELLED, 500))).isFalse();
    }
}
