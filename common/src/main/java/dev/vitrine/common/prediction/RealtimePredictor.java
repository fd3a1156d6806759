package dev.vitrine.common.prediction;

/** Answers now. */
public interface RealtimePredictor {
    /** @throws PredictionFailedException when no answer came; the message is for people */
    PredictionAnswer predict(PredictionCall call);

    /** @throws PredictionFailedException when no answer came; the message is for people */
    FormAnswer expand(FormCall call);
}
