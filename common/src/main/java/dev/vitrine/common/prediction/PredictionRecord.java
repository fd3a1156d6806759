package dev.vitrine.common.prediction;

import java.util.List;

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

    /** Ids of all rows' predictions, in order. */
    public List<String> predictionIds() {
        return java.util.stream.IntStream.range(0, call.rows().size())
                .mapToObj(this::predictionId)
                .toList();
    }
}
