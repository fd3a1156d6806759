package dev.vitrine.console.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LogTextTest {
    @Test
    void colours_of_terminals_and_controls_are_not_shown() {
        assertThat(LogText.shown("\u001B[31mred\u001B[0m\tx\r\ny\u0007")).isEqualTo("red    x ⏎ y·");
    }

    @Test
    void moments_are_read_as_people_write_them() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(Moments.parse("11:03", now, ZoneOffset.UTC)).hasValue(Instant.parse("2026-03-01T11:03:00Z"));
        assertThat(Moments.parse("9:03:07", now, ZoneOffset.UTC)).hasValue(Instant.parse("2026-03-01T09:03:07Z"));
        assertThat(Moments.parse("23:00", now, ZoneOffset.UTC)).hasValue(Instant.parse("2026-02-28T23:00:00Z"));
        assertThat(Moments.parse("2026-02-01 08:00", now, ZoneOffset.UTC))
                .hasValue(Instant.parse("2026-02-01T08:00:00Z"));
        assertThat(Moments.parse("2026-02-01", now, ZoneOffset.UTC)).hasValue(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(Moments.parse("2026-02-01T08:00:00+01:00", now, ZoneOffset.UTC))
                .hasValue(Instant.parse("2026-02-01T07:00:00Z"));
        assertThat(Moments.parse("noon", now, ZoneOffset.UTC)).isEmpty();
    }
}
