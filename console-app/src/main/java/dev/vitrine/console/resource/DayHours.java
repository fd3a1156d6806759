package dev.vitrine.console.resource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.ObjDoubleConsumer;

/** A span of time as hours of days in UTC. */
public final class DayHours {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private DayHours() {}

    /** Tells every day that the span touches, with its hours on it; nothing when the span is empty. */
    public static void of(Instant from, Instant until, ObjDoubleConsumer<LocalDate> told) {
        Instant begin = from;
        while (begin.isBefore(until)) {
            LocalDate day = LocalDate.ofInstant(begin, ZoneOffset.UTC);
            Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant end = midnight.isBefore(until) ? midnight : until;
            told.accept(day, Duration.between(begin, end).toMillis() / MILLIS_PER_HOUR);
            begin = end;
        }
    }
}
