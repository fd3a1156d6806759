package dev.vitrine.console.cost;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where the month is going, if what is there now stays and calls go on as they were lately. */
final class CostForecast {
    /** Calls go on as they were on so many days. */
    private static final int LATELY = 7;

    private static final double MINUTES_PER_HOUR = 60;

    private final CostFigures figures;

    CostForecast(CostFigures figures) {
        this.figures = figures;
    }

    /** Dollars an hour. */
    private double hourly(CostKind kind, Instant now) {
        return switch (kind) {
            case TASKS -> figures.hourly(figures.running());
            case CALLS -> {
                LocalDate first = figures.today().minusDays(LATELY - 1L);
                double lately = figures.paid().of(CostKind.CALLS).since(first).usd();
                yield lately / hours(midnight(first), now);
            }
            case STARTED, BALANCER ->
                figures.hourlyNow().stream()
                        .filter(use -> use.kind().cost() == kind)
                        .mapToDouble(use -> use.hourly(figures.prices().list()))
                        .sum();
        };
    }

    private static double hours(Instant from, Instant to) {
        return Math.max(1, Duration.between(from, to).toMinutes()) / MINUTES_PER_HOUR;
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Dollars that the month will have cost, of a kind. */
    double month(CostKind kind) {
        Instant now = figures.now();
        Instant end = midnight(figures.today().withDayOfMonth(1).plusMonths(1));
        return figures.paidThisMonth().of(kind).usd() + hourly(kind, now) * hours(now, end);
    }

    /** Dollars that the month will have cost. */
    double month() {
        double all = 0;
        for (CostKind kind : CostKind.values()) {
            all += month(kind);
        }
        return all;
    }
}
