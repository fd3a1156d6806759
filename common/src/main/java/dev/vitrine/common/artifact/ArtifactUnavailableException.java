package dev.vitrine.common.artifact;

/** The bucket did not answer, or refused, after all retries. The message names what was attempted and the remedy. */
public final class ArtifactUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArtifactUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
