package dev.vitrine.packaging.run;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.row.Row;
import java.util.List;

/** An algorithm with a mistake in it. */
public final class ThrowingPredictor implements Predictor {
    @Override
    public List<Outcome> predict(List<Row> rows, PredictionContext context) {
        throw new IllegalStateException("the lookup table has no entry for Tuesday");
    }
}
