package dev.vitrine.localcloud;

/** The local cloud cannot start; the message is one clear sentence for the person who started it. */
public final class StartupException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }

    public StartupException(String message) {
        super(message);
    }
}
