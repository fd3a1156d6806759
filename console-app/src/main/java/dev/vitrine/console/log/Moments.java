package dev.vitrine.console.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Moments as people type them: {@code 12:03}, {@code 12:03:07}, {@code 2026-01-31 12:03}, ISO 8601. */
final class Moments {
    private Moments() {}

    /** Empty when it is no moment. A time without a date is the last one that has passed. */
    static Optional<Instant> parse(String typed, Instant now, ZoneId zone) {
        String text = typed.strip().replace(' ', 'T');
        try {
            if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d")) {
                return Optional.of(ZonedDateTime.parse(text).toInstant());
            }
            if (text.contains("T")) {
                return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
            }
            if (text.contains("-")) {
                return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
            }
            LocalTime time = LocalTime.parse(text.matches("\\d:.*") ? "0" + text : text);
            ZonedDateTime today = now.atZone(zone).with(time);
            return Optional.of((today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
