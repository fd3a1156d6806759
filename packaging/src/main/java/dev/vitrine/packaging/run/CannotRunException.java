package dev.vitrine.packaging.run;

/** Vitrine cannot be run as asked. The message is one clear sentence, or one line per problem, with the remedy. */
public final class CannotRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotRunException(String message) {
        super(message);
    }
}
