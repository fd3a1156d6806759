package dev.vitrine.common.job;

import org.jspecify.annotations.Nullable;

/** No worker could be started. The message says why and what to do. */
public final class WorkerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
