package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CloudClockTest {
    private static final Instant HERE = Instant.parse("2026-01-01T12:00:00Z");

    private final CloudClock clock = new CloudClock(Clock.fixed(HERE, ZoneOffset.UTC));

    @Test
    void a_few_seconds_are_no_difference() {
        clock.told(HERE.plusSeconds(3));
        clock.told(HERE.plusSeconds(3));

        assertThat(clock.instant()).isEqualTo(HERE);
    }

    @Test
    void a_clock_that_is_wrong_is_corrected_once_two_answers_agree() {
        Instant there = HERE.plusSeconds(420);
        clock.told(there);
        assertThat(clock.instant()).as("one answer may be old").isEqualTo(HERE);
        clock.told(there);

        assertThat(Duration.between(clock.instant(), there).abs()).isLessThan(Duration.ofSeconds(1));
        assertThat(clock.ahead()).isCloseTo(Duration.ofMinutes(7), Duration.ofSeconds(1));
    }

    @Test
    void a_clock_that_was_set_right_is_believed_again() {
        clock.told(HERE.minusSeconds(60));
        clock.told(HERE.minusSeconds(60));
        assertThat(clock.ahead()).isNegative();
        clock.told(HERE);
        clock.told(HERE);

        assertThat(clock.instant()).isEqualTo(HERE);
    }
}
