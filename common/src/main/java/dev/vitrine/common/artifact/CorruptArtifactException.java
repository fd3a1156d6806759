package dev.vitrine.common.artifact;

/** A published file is not what its digest says. The message names the file and the remedy. */
public final class CorruptArtifactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptArtifactException(String message) {
        super(message);
    }
}
