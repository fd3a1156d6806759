package dev.vitrine.console.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.console.resource.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRatesTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final RunRates rates = new RunRates();

    private static RunProgress run(JobState state, long answered) {
        return new RunProgress(
                new Job(
                        "20260131-000001-aaaa",
                        "banknote",
                        "0123456789ab",
                        "notes.csv",
                        "Ada",
                        NOON,
                        1,
                        List.of("variance"),
                        10_000,
                        2,
                        state,
                        JobProgress.NONE,
                        Optional.of(NOON),
                        Optional.empty(),
                        Optional.empty()),
                answered,
                List.of());
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
        see(JobState.RUNNING, 500, 0);
        see(JobState.RUNNING, 500, 59);
        assertThat(rates.isStalled(run(JobState.RUNNING, 500), NOON.plusSeconds(59)))
                .isFalse();
        see(JobState.RUNNING, 500, 61);
        assertThat(rates.isStalled(run(JobState.RUNNING, 500), NOON.plusSeconds(61)))
                .isTrue();

        see(JobState.RUNNING, 501, 62);
        assertThat(rates.isStalled(run(JobState.RUNNING, 501), NOON.plusSeconds(63)))
                .isFalse();
    }

    @Test
    void a_run_that_is_done_is_never_stalled() {
        see(JobState.RUNNING, 500, 0);
        see(JobState.CANCELLED, 500, 90);

        assertThat(rates.isStalled(run(JobState.CANCELLED, 500), NOON.plusSeconds(90)))
                .isFalse();
    }
}
