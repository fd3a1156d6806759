package dev.vitrine.packaging.deploy;

/** What was asked for cannot be done; the message says why and what to do. */
final class DeployException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeployException(String message) {
        super(message);
    }
}
