package dev.vitrine.localcloud.process;

/** A program that could not be started; the message says why in the words of a container engine. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
