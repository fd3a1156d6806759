package dev.vitrine.web.prediction;

import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.row.ValuePrinter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The values that one input is given while all others stay: its declared range, or a stretch around what is typed. */
public final class WhatIf {
    private static final int POINTS = 41;
    private static final int MANY = 61;
    private static final int DAYS = 30;
    private static final int DIGITS = 6;
    private static final double LARGEST = 1e300;
    /** The largest whole number below which a double tells all. */
    private static final double EXACT = 1L << 53;

    private static final LocalDate FIRST = LocalDate.of(1, 2, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 1);

    private WhatIf() {}

    /** Whether an input can be varied. */
    public static boolean canVary(Field field) {
        return switch (field.type()) {
            case FieldType.Real ignored -> true;
            case FieldType.Whole ignored -> true;
            case FieldType.Category ignored -> true;
            case FieldType.Bool ignored -> true;
            case FieldType.Date ignored -> true;
            case FieldType.Text ignored -> false;
            case FieldType.Image ignored -> false;
            case FieldType.Vector ignored -> false;
        };
    }

    /** The values in order, as one types them; none when the input cannot be varied. */
    public static List<String> values(Field field, String typed, LocalDate today) {
        return switch (field.type()) {
            case FieldType.Real real -> {
                double middle = Math.clamp(number(typed, field), -LARGEST, LARGEST);
                double reach = Math.max(1, Math.abs(middle));
                double low =
                        real.min().orElse(Math.min(middle - reach, real.max().orElse(middle) - reach));
                double high = real.max().orElse(Math.max(middle + reach, low + reach));
                yield steps(low, high)
                        .mapToObj(value -> ValuePrinter.number(value, DIGITS))
                        .distinct()
                        .toList();
            }
            case FieldType.Whole whole -> {
                long middle = Math.round(Math.clamp(number(typed, field), -EXACT, EXACT));
                long reach = Math.max(10, Math.abs(middle));
                long low = whole.min().orElse(Math.min(middle, whole.max().orElse(middle)) - reach);
                long high = whole.max().orElse(Math.max(middle, low) + reach);
                yield high - low < MANY
                        ? LongStream.rangeClosed(low, high)
                                .mapToObj(Long::toString)
                                .toList()
                        : steps((double) low, (double) high)
                                .mapToObj(value -> Long.toString(Math.round(value)))
                                .distinct()
                                .toList();
            }
            case FieldType.Category category ->
                category.values().subList(0, Math.min(category.values().size(), PredictionCall.MAX_ROWS));
            case FieldType.Bool ignored -> List.of("false", "true");
            case FieldType.Date date -> {
                LocalDate middle = date(typed, today);
                LocalDate low = date.min().orElseGet(() -> middle.minusDays(DAYS));
                LocalDate high = date.max().orElseGet(() -> middle.plusDays(DAYS));
                long days = Math.max(0, ChronoUnit.DAYS.between(low, high));
                yield (days < MANY
                                ? LongStream.rangeClosed(0, days)
                                : steps(0, (double) days).mapToLong(Math::round))
                        .mapToObj(day -> low.plusDays(day).toString())
                        .toList();
            }
            case FieldType.Text ignored -> List.of();
            case FieldType.Image ignored -> List.of();
            case FieldType.Vector ignored -> List.of();
        };
    }

    /** At most so many of the values, spread evenly from first to last. */
    static List<String> thinned(List<String> values, int most) {
        if (values.size() <= most) {
            return values;
        }
        return IntStream.range(0, most)
                .mapToObj(i -> values.get((int) Math.round(i * (values.size() - 1.0) / Math.max(1, most - 1))))
                .distinct()
                .toList();
    }

    private static DoubleStream steps(double low, double high) {
        return IntStream.range(0, POINTS).mapToDouble(i -> low + (high - low) * i / (POINTS - 1));
    }

    private static double number(String typed, Field field) {
        for (String text : List.of(typed, field.example().orElse(""))) {
            try {
                double value = Double.parseDouble(text.strip());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Then by the next.
            }
        }
        return 0;
    }

    private static LocalDate date(String typed, LocalDate today) {
        try {
            LocalDate date = LocalDate.parse(typed.strip());
            return date.isBefore(FIRST) ? FIRST : date.isAfter(LAST) ? LAST : date;
        } catch (DateTimeException e) {
            return today;
        }
    }
}
