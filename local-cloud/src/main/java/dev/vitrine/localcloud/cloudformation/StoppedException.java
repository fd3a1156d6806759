package dev.vitrine.localcloud.cloudformation;

/** The local cloud stops; what was begun is taken up at its next start. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("The local cloud is stopping.", null, false, false);
    }
}
