package dev.vitrine.web.job;

import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;

/** Which tables are answered at once, by the function, rather than by workers. */
public final class RealtimeLane {
    private RealtimeLane() {}

    /**
     * Whether a table of so many rows is small enough. A prototype with counters always goes to workers: a realtime call
     * would count its rows as people's choices.
     */
    public static boolean takes(Prototype prototype, long rows) {
        boolean counts = prototype.predictor() instanceof PredictorSpec.PredictorClass predictor
                && !predictor.counters().isEmpty();
        return !counts
                && rows <= Math.min(PredictionCall.MAX_ROWS, prototype.batch().rowsPerShard());
    }
}
