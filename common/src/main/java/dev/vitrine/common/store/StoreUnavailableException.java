package dev.vitrine.common.store;

import org.jspecify.annotations.Nullable;

/** The table did not answer, or refused, after all retries. The message names what was attempted and the remedy. */
public class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
