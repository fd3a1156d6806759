package dev.vitrine.common.prediction;

import java.util.List;

/**
 * The answer to a {@link PredictionCall}.
 *
 * @param version the version that answered
 * @param outcomes one per row, in order
 * @param micros time that the predictor took, in microseconds
 */
public record PredictionAnswer(String version, List<PrintedOutcome> outcomes, long micros) {
    public PredictionAnswer {
        outcomes = List.copyOf(outcomes);
    }
}
