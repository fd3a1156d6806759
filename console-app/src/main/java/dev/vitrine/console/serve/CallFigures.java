package dev.vitrine.console.serve;

import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What the kept calls of a function say about the last hour.
 *
 * @param calls how many there were, at most as many as are looked at
 * @param rejects rows that got an error instead of an output
 * @param micros times of the predictor, oldest first
 */
public record CallFigures(int calls, int rejects, List<Double> micros) {
    /** Nothing is known. */
    public static final CallFigures NONE = new CallFigures(0, 0, List.of());

    /** So many calls are looked at. */
    public static final int MOST = 100;

    private static final Duration HOUR = Duration.ofHours(1);

    public CallFigures {
        micros = List.copyOf(micros);
    }

    static CallFigures of(List<PredictionRecord> newestFirst, Instant now) {
        List<PredictionRecord> lately = newestFirst.stream()
                .filter(record -> record.call().at().isAfter(now.minus(HOUR)))
                .toList();
        int rejects = (int) lately.stream()
                .flatMap(record -> record.answer().outcomes().stream())
                .filter(PrintedOutcome.Reject.class::isInstance)
                .count();
        return new CallFigures(
                lately.size(),
                rejects,
                lately.reversed().stream()
                        .map(record -> (double) record.answer().micros())
                        .toList());
    }

    public String callsText() {
        return calls == 0 ? "" : calls >= MOST ? MOST + "+" : String.valueOf(calls);
    }

    public String rejectsText() {
        return rejects == 0 ? "" : String.valueOf(rejects);
    }

    /** The time that so large a share of the calls stayed below, in microseconds; 0 without calls. */
    public double quantile(double share) {
        if (micros.isEmpty()) {
            return 0;
        }
        List<Double> sorted = micros.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    /** Median and 95th percentile in milliseconds. */
    public String latencyText() {
        return micros.isEmpty()
                ? ""
                : String.format(Locale.ENGLISH, "%.1f / %.1f ms", quantile(0.5) / 1_000, quantile(0.95) / 1_000);
    }
}
