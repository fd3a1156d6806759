package dev.vitrine.localcloud.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.localcloud.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * From when to when, and in which steps.
 *
 * @param from milliseconds since 1970
 * @param to milliseconds since 1970, not included
 * @param period minutes
 */
record Span(long from, long to, int period) {
    private static final int MAX_PERIOD_SECONDS = 86_400;

    /** Reads {@code StartTime} and {@code EndTime}. */
    static Span parse(JsonNode input, int periodSeconds) {
        long from = time(input, "StartTime");
        long to = time(input, "EndTime");
        if (from >= to) {
            throw MetricErrors.invalid("The parameter StartTime must be less than the parameter EndTime.");
        }
        return new Span(from, to, minutes(periodSeconds));
    }

    /** This span in other steps. */
    Span by(int periodSeconds) {
        return new Span(from, to, minutes(periodSeconds));
    }

    private static int minutes(int seconds) {
        if (seconds < 60 || seconds % 60 != 0 || seconds > MAX_PERIOD_SECONDS) {
            throw MetricErrors.invalid("The parameter Period must be a multiple of 60 up to " + MAX_PERIOD_SECONDS
                    + ", not " + seconds + ": the local cloud keeps no values of less than a minute.");
        }
        return seconds / 60;
    }

    /** The first minute, which begins a period. */
    long fromMinute() {
        return periodOf(Math.floorDiv(from, 60_000));
    }

    /** The minute after the last. */
    long toMinute() {
        return Math.ceilDiv(to, 60_000);
    }

    /** The first minute of the period that a minute is in. */
    long periodOf(long minute) {
        return Math.floorDiv(minute, period) * period;
    }

    static long time(JsonNode input, String member) {
        String text = Json.text(input, member).orElseThrow(() -> MetricErrors.missing(member));
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw MetricErrors.value(
                    "The parameter " + member + " must be a time such as " + Instant.EPOCH + ", not '" + text + "'.");
        }
    }
}
