package dev.vitrine.common.prediction;

import org.jspecify.annotations.Nullable;

/** A realtime answer did not come. */
public final class PredictionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as far as it decides what the person does next. */
    public enum Kind {
        /** The function cannot be reached or does not exist: try again later, or deploy it. */
        UNAVAILABLE,
        /** Too many calls at once: try again in a moment. */
        BUSY,
        /** No answer within the declared timeout. */
        TIMEOUT,
        /** The predictor or the model failed: tell the scientist. */
        FAILED
    }

    private final Kind kind;

    /** @param message a sentence for people that says what to do next */
    public PredictionFailedException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
