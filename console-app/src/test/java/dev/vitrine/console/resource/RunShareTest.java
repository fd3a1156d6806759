package dev.vitrine.console.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunShareTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static Instant after(double hours) {
        return NOON.plusMillis(Math.round(hours * 3_600_000));
    }

    static Job job(String prototype, double start, double end) {
        return SampleRuns.job(
                "20260301-120000-" + start,
                prototype,
                NOON,
                JobState.SUCCEEDED,
                Optional.of(after(start)),
                Optional.of(after(end)));
    }

    @Test
    void runs_that_go_on_at_once_pay_equal_parts_and_together_no_more_than_the_worker() {
        Job first = job("banknote", 0, 2);
        Job second = job("banknote", 1, 4);
        Job other = job("digits", 0, 4);
        List<Job> all = List.of(first, second, other);

        assertThat(new RunShare(first, all, after(9)).hours(after(0), after(4))).isCloseTo(1.5, within(1e-9));
        assertThat(new RunShare(second, all, after(9)).hours(after(0), after(4)))
                .isCloseTo(2.5, within(1e-9));
    }

    @Test
    void a_worker_that_came_later_or_went_earlier_is_paid_as_long_as_it_was_there() {
        Job job = job("banknote", 0, 4);

        assertThat(new RunShare(job, List.of(job), after(9)).hours(after(1), after(3)))
                .isCloseTo(2, within(1e-9));
        assertThat(new RunShare(job, List.of(job), after(9)).hours(after(5), after(6)))
                .isZero();
    }

    @Test
    void spot_is_cheaper() {
        TaskPrices prices = new TaskPrices("us-east-1");

        assertThat(prices.hourly(1024, 4096, true)).isLessThan(prices.hourly(1024, 4096, false) / 2);
    }
}
