package dev.vitrine.console.cost;

import dev.vitrine.console.kit.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Whether something is asked, by the days on which it was: idle is what was not asked today or yesterday (in UTC).
 *
 * @param lately how often it was asked today and yesterday
 * @param last day on which it was asked; empty when there is none among those that were read
 */
record LastCalls(double lately, Optional<LocalDate> last, LocalDate today) {
    /** Empty while that is not known: one of the two days must have been read. */
    static Optional<LastCalls> of(List<CallDay> days, CallDay.Kind kind, String name, LocalDate today) {
        LocalDate yesterday = today.minusDays(1);
        List<CallDay> its = days.stream()
                .filter(day -> day.kind() == kind && day.name().equals(name))
                .toList();
        List<CallDay> lately =
                its.stream().filter(day -> !day.day().isBefore(yesterday)).toList();
        return lately.isEmpty()
                ? Optional.empty()
                : Optional.of(new LastCalls(
                        lately.stream().mapToDouble(CallDay::calls).sum(),
                        its.stream()
                                .filter(day -> day.calls() > 0)
                                .map(CallDay::day)
                                .max(LocalDate::compareTo),
                        today));
    }

    boolean isIdle() {
        return lately == 0;
    }

    /**
     * Such as {@code not asked since Nov 12, 9 days}.
     *
     * @param verb such as {@code asked}
     * @param made when the thing was made, if that is known
     */
    String text(String verb, Optional<Instant> made) {
        if (!isIdle()) {
            long times = Math.round(lately);
            return verb + (times == 1 ? " once" : " " + Texts.number(times) + " times") + " since yesterday";
        }
        LocalDate read = CostFigures.firstDay(today);
        Optional<LocalDate> from = made.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        if (last.isEmpty() && from.filter(day -> !day.isBefore(read)).isPresent()) {
            return "never " + verb + " since it was made" + days(from.get());
        }
        return last.map(day -> "not " + verb + " since " + CostDays.DAY.format(day) + days(day))
                .orElseGet(() -> "not " + verb + " for " + ChronoUnit.DAYS.between(read, today) + " days or longer");
    }

    private String days(LocalDate from) {
        long days = ChronoUnit.DAYS.between(from, today);
        return days < 2 ? "" : ", " + days + " days";
    }
}
