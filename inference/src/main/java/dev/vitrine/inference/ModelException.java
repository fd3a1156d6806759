package dev.vitrine.inference;

import org.jspecify.annotations.Nullable;

/** A model version cannot be loaded or cannot answer. The message is a sentence for the scientist who made it. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What an exception says, in one line; its class when it says nothing. */
    static String reason(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElseThrow();
    }
}
