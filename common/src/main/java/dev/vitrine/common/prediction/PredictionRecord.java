package dev.vitrine.common.prediction;

/**
 * A realtime call with its answer, as history keeps it.
 *
 * @param owner name of the person who asked
 */
public record PredictionRecord(PredictionCall call, PredictionAnswer answer, String owner) {
    public PredictionRecord {
        if (call.rows().size() != answer.outcomes().size()) {
            throw new IllegalArgumentException(
                    call.rows().size() + " rows got " + answer.outcomes().size() + " outcomes");
        }
    }

    /** Id of one row's prediction: call id, hyphen, place from 1. */
    public String predictionId(int index) {
        return call.id() + "-" + (index + 1);
    }
}
