package dev.vitrine.packaging.aot;

/** A cache cannot be recorded; the message says why. */
public final class RecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    RecordingException(String message) {
        super(message);
    }

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
