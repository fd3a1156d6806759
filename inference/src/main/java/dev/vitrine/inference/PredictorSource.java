package dev.vitrine.inference;

import dev.vitrine.common.prediction.Predictor;

/** A loaded version that gives a predictor to each thread. */
sealed interface PredictorSource extends AutoCloseable permits TensorModel, PredictorJar {
    Predictor newPredictor();

    @Override
    void close();
}
