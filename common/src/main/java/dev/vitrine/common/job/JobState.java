package dev.vitrine.common.job;

/** {@code QUEUED -> RUNNING -> SUCCEEDED | FAILED | CANCELLED}; a queued job may also fail or be cancelled. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Done stays done. */
    public boolean isDone() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
