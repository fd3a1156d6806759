package dev.vitrine.common.artifact;

/** A prototype's folder that cannot be published. The message names the file and the remedy. */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PublishException(String message) {
        super(message);
    }
}
