package dev.vitrine.common.artifact;

/** An object that should be in the bucket is not there. */
public final class NoSuchArtifactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchArtifactException(String key) {
        super("the bucket holds no object " + key);
    }
}
