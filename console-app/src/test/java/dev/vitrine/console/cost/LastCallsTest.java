package dev.vitrine.console.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastCallsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-20");
    private static final String NAME = "load balancer vitrine";

    private static CallDay requests(int daysAgo, double count) {
        return CallDay.requests(NAME, TODAY.minusDays(daysAgo), count);
    }

    private static Optional<LastCalls> of(CallDay... days) {
        return LastCalls.of(List.of(days), CallDay.Kind.REQUESTS, NAME, TODAY);
    }

    private static String text(Optional<Instant> made, CallDay... days) {
        return of(days).orElseThrow().text("asked", made);
    }

    @Test
    void what_was_not_read_lately_is_not_known() {
        assertThat(of()).isEmpty();
        assertThat(of(requests(2, 5))).isEmpty();
        assertThat(of(CallDay.requests("another", TODAY, 5))).isEmpty();
        assertThat(LastCalls.of(List.of(requests(0, 5)), CallDay.Kind.CALLS, NAME, TODAY))
                .isEmpty();
    }

    @Test
    void what_was_asked_today_or_yesterday_is_in_use() {
        assertThat(of(requests(0, 0), requests(1, 1)).orElseThrow().isIdle()).isFalse();
        assertThat(text(Optional.empty(), requests(0, 0), requests(1, 1))).isEqualTo("asked once since yesterday");
        assertThat(text(Optional.empty(), requests(0, 1_200), requests(1, 34), requests(2, 50)))
                .isEqualTo("asked 1,234 times since yesterday");
    }

    @Test
    void what_was_not_is_idle_since_the_last_day_on_which_it_was() {
        assertThat(of(requests(0, 0), requests(2, 7)).orElseThrow().isIdle()).isTrue();
        assertThat(text(Optional.empty(), requests(0, 0), requests(12, 3), requests(9, 7)))
                .isEqualTo("not asked since Mar 11, 9 days");
    }

    @Test
    void what_never_was_is_idle_since_it_was_made_or_as_long_as_is_read() {
        Instant made = TODAY.minusDays(4).atTime(12, 0).toInstant(ZoneOffset.UTC);
        Instant longAgo = made.minusSeconds(200L * 86_400);

        assertThat(text(Optional.of(made), requests(0, 0))).isEqualTo("never asked since it was made, 4 days");
        assertThat(text(Optional.of(longAgo), requests(0, 0))).isEqualTo("not asked for 29 days or longer");
        assertThat(text(Optional.empty(), requests(0, 0))).isEqualTo("not asked for 29 days or longer");
    }
}
