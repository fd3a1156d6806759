package dev.vitrine.common.log;

import org.jspecify.annotations.Nullable;

/** Lines could not be read. The message says why, in words for people. */
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What can be done about it. */
    public enum Kind {
        /** Too many requests: ask again later. */
        THROTTLED,
        /** Nothing answers: it may come back by itself. */
        UNREACHABLE,
        /** The group or stream is not there, or not yet. */
        NOT_FOUND,
        /** Not allowed, not signed in, or not understood. */
        REFUSED
    }

    public LogUnavailableException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
