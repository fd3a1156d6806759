package dev.vitrine.batch;

import org.jspecify.annotations.Nullable;

/** The version of a job cannot answer, whoever tries. The message is for the scientist. */
final class UnusableVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableVersionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
