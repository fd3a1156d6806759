package dev.vitrine.batch;

import org.jspecify.annotations.Nullable;

/** An attempt at a shard failed; another may succeed. The message is for the scientist. */
final class AttemptFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AttemptFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
