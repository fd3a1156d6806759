package dev.vitrine.prototypes.dayplanner;

import dev.vitrine.common.counter.Counters;
import dev.vitrine.common.prediction.InvalidFormException;
import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.row.Row;
import dev.vitrine.common.row.Value;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Recommends an activity for a day: a weighted draw over what a group chose before. A past choice that comes with a
 * row counts from then on, once per call however often the call is repeated; in a batch, whose counts stand still, it
 * counts for its own row alone.
 */
public final class DayPlanner implements Predictor {
    /** Longest plan, in days. */
    static final int MAX_DAYS = 1000;

    @Override
    public List<Outcome> predict(List<Row> rows, PredictionContext context) {
        boolean counted = count(rows, context);
        Choices choices = new Choices(context.counters().counts(Choices.COUNTER));
        return rows.stream()
                .map(row -> (Outcome) plan(row, counted ? "" : pastChoice(row), choices, context))
                .toList();
    }

    /** Counts the rows' past choices; says whether that was possible. */
    private static boolean count(List<Row> rows, PredictionContext context) {
        Counters counters = context.counters();
        try {
            for (Row row : rows) {
                if (!row.isMissing("past_choice")) {
                    counters.addOnce(
                            Choices.COUNTER,
                            Choices.key(row.text("group"), pastChoice(row)),
                            context.onceKey(row.number()));
                }
            }
            return true;
        } catch (UnsupportedOperationException batch) {
            return false;
        }
    }

    private static Outcome.Predicted plan(Row row, String extra, Choices choices, PredictionContext context) {
        Choices.Draw draw = choices.draw(row.text("group"), extra, context.random(row.number()));
        LocalDate day = row.isMissing("date") ? context.today() : row.date("date");
        return new Outcome.Predicted(List.of(
                new Value.Category(draw.activity()),
                new Value.Date(day),
                new Value.Real(draw.chance()),
                new Value.Whole(context.seed())));
    }

    private static String pastChoice(Row row) {
        return row.isMissing("past_choice") ? "" : row.text("past_choice");
    }

    @Override
    public Stream<Map<String, String>> expand(Row form) {
        LocalDate start = form.date("start");
        LocalDate end = form.date("end");
        if (end.isBefore(start)) {
            throw new InvalidFormException("end", "is before the start, " + start + "; choose that day or a later one");
        }
        long days = ChronoUnit.DAYS.between(start, end) + 1;
        if (days > MAX_DAYS) {
            throw new InvalidFormException(
                    "end",
                    "makes a plan of " + days + " days; at most " + MAX_DAYS + " are planned at once, to "
                            + start.plusDays(MAX_DAYS - 1L));
        }
        String group = form.text("group");
        return start.datesUntil(end.plusDays(1)).map(day -> Map.of("group", group, "date", day.toString()));
    }
}
