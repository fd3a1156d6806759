package dev.vitrine.common.prediction;

/** Answers now. */
public interface RealtimePredictor {
    /**
     * Answers for the rows of the call.
     *
     * @throws PredictionFailedException when no answer came; the message is for people
     */
    PredictionAnswer predict(PredictionCall call);

    /**
     * Answers for rows that nobody means, such as those of a plot: no counter is raised.
     *
     * @throws PredictionFailedException when no answer came; the message is for people
     */
    PredictionAnswer explore(PredictionCall call);

    /**
     * Expands a batch's form into its rows.
     *
     * @throws PredictionFailedException when no answer came; the message is for people
     */
    FormAnswer expand(FormCall call);
}
