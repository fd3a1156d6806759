package dev.vitrine.localcloud.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.http.AwsException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(5 minutes)            | 2026-03-01T00:03:00Z | UTC           | 2026-03-01T00:05:30Z",
                "rate(1 hour)               | 2026-02-01T00:00:00Z | UTC           | 2026-03-01T00:00:30Z",
                "rate(1 day)                | 2026-03-01T00:00:30Z | UTC           | 2026-03-02T00:00:30Z",
                "at(2026-06-01T12:00:00)    | 2026-03-02T00:00:00Z | Europe/Berlin | 2026-06-01T10:00:00Z",
                "cron(0 8 * * ? *)          | 2026-03-02T09:00:00Z | UTC           | 2026-03-03T08:00:00Z",
                "cron(30 22 ? * MON-FRI *)  | 2026-03-06T23:00:00Z | UTC           | 2026-03-09T22:30:00Z",
                "cron(0 8 ? * 2 *)          | 2026-03-03T09:00:00Z | UTC           | 2026-03-09T08:00:00Z",
                "cron(0 0 L * ? *)          | 2026-03-02T00:00:00Z | UTC           | 2026-03-31T00:00:00Z",
                "cron(15 10 ? * 6#3 *)      | 2026-03-02T00:00:00Z | UTC           | 2026-03-20T10:15:00Z",
                "cron(0/10 * * * ? *)       | 2026-03-02T00:05:00Z | UTC           | 2026-03-02T00:10:00Z",
                "cron(0 7 * * ? *)          | 2026-03-28T23:00:00Z | Europe/Berlin | 2026-03-29T05:00:00Z"
            })
    void the_next_run_comes_after(String text, Instant after, ZoneId zone, Instant next) {
        assertThat(Expression.parse(text).next(after, START, zone)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "rate(0 minutes)",
                "rate(5 fortnights)",
                "at(tomorrow)",
                "at(2026-06-01T12:00:00Z)",
                "cron(* * *)",
                "cron(61 * * * ? *)",
                "cron(0 8 * * ? 1800)"
            })
    void what_is_no_expression_is_refused(String text) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(AwsException.class)
                .hasMessage("Invalid Schedule Expression " + text + ".");
    }

    @org.junit.jupiter.api.Test
    void a_time_that_has_passed_never_comes() {
        assertThat(Expression.parse("at(2020-01-01T00:00:00)").next(START, START, ZoneId.of("UTC")))
                .isEmpty();
    }
}
