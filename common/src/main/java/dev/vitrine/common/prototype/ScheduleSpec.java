package dev.vitrine.common.prototype;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table that is done again and again, without anybody asking.
 *
 * @param when as EventBridge Scheduler writes it: {@code rate(1 day)}, {@code cron(0 6 * * ? *)} or
 *     {@code at(2026-12-24T18:00:00)}
 * @param timeZone of {@code cron} and {@code at}
 */
public record ScheduleSpec(String when, ZoneId timeZone, Table table) {
    private static final Pattern RATE = Pattern.compile("rate\\([1-9]\\d{0,5} (minute|hour|day)s?\\)");
    private static final Pattern CRON = Pattern.compile("cron\\([A-Z0-9,*/?L#-]+( [A-Z0-9,*/?LW#-]+){5}\\)");
    private static final Pattern AT = Pattern.compile("at\\((\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})\\)");

    /** Where the rows are: CSV (UTF-8, commas) with a header that names the inputs. */
    public sealed interface Table {
        /** A file of the prototype's folder, published with it. */
        record InFolder(String path) implements Table {}

        /** An object of Vitrine's bucket, as it is when the time has come. */
        record InBucket(String key) implements Table {}

        /** Path or key, as people know it. */
        default String source() {
            return switch (this) {
                case InFolder(String path) -> path;
                case InBucket(String key) -> key;
            };
        }
    }

    public ScheduleSpec {
        Matcher at = AT.matcher(when);
        if (at.matches()) {
            try {
                LocalDateTime.parse(at.group(1));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("schedule when names a time that no calendar has: " + when, e);
            }
        } else if (!RATE.matcher(when).matches() && !CRON.matcher(when).matches()) {
            throw new IllegalArgumentException("schedule when must be like rate(1 day), cron(0 6 * * ? *) or"
                    + " at(2026-12-24T18:00:00), not " + when);
        }
    }

    /** The one time at which it starts; empty when it starts again and again. */
    public Optional<Instant> once() {
        Matcher at = AT.matcher(when);
        return at.matches()
                ? Optional.of(LocalDateTime.parse(at.group(1)).atZone(timeZone).toInstant())
                : Optional.empty();
    }
}
