package dev.vitrine.localcloud.scheduler;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a schedule runs: {@code at(...)}, {@code rate(...)} or {@code cron(...)}. */
public sealed interface Expression {
    /**
     * The first run after a moment.
     *
     * @param after runs at this moment itself are over
     * @param start of the schedule, from which a rate counts
     */
    Optional<Instant> next(Instant after, Instant start, ZoneId zone);

    /** Once, at a local time. */
    record At(LocalDateTime time) implements Expression {
        @Override
        public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
            return Optional.of(time.atZone(zone).toInstant()).filter(instant -> instant.isAfter(after));
        }
    }

    /** Over and over, beginning with the start. */
    record Rate(Duration every) implements Expression {
        @Override
        public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
            if (start.isAfter(after)) {
                return Optional.of(start);
            }
            long passed = Duration.between(start, after).dividedBy(every);
            return Optional.of(start.plus(every.multipliedBy(passed + 1)));
        }
    }

    /** At the local times that six fields name. */
    record ByCron(String fields, ExecutionTime times) implements Expression {
        @Override
        public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
            Instant from = after.isBefore(start) ? start.minusNanos(1) : after;
            return times.nextExecution(from.atZone(zone)).map(ZonedDateTime::toInstant);
        }
    }

    /**
     * Reads an expression.
     *
     * @throws dev.vitrine.localcloud.http.AwsException when it is none
     */
    static Expression parse(String text) {
        Matcher form = Syntax.FORM.matcher(text.strip());
        if (!form.matches()) {
            throw SchedulerErrors.expression(text);
        }
        String inside = form.group("inside").strip();
        try {
            return switch (form.group("kind")) {
                case "at" -> new At(LocalDateTime.parse(inside));
                case "rate" -> rate(inside, text);
                default -> cron(inside);
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw SchedulerErrors.expression(text);
        }
    }

    private static Expression rate(String inside, String text) {
        Matcher rate = Syntax.RATE.matcher(inside);
        if (!rate.matches()) {
            throw SchedulerErrors.expression(text);
        }
        long count = Long.parseLong(rate.group(1));
        return new Rate(
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(count);
                    case "hour" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static Expression cron(String inside) {
        Cron cron = new CronParser(Syntax.CRON).parse(inside).validate();
        return new ByCron(inside, ExecutionTime.forCron(cron));
    }

    /** What expressions look like. */
    final class Syntax {
        private static final Pattern FORM = Pattern.compile("(?<kind>at|rate|cron)\\((?<inside>.+)\\)");
        private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,6}) (minute|hour|day)s?");

        /** AWS's: minutes, hours, day of month, month, day of week with Sunday as 1, year. */
        private static final CronDefinition CRON = CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withValidRange(0, 59)
                .withStrictRange()
                .and()
                .withHours()
                .withValidRange(0, 23)
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .and()
                .withDayOfWeek()
                .withValidRange(1, 7)
                .withMondayDoWValue(2)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .and()
                .withYear()
                .withValidRange(1970, 2199)
                .and()
                .instance();

        private Syntax() {}
    }
}
