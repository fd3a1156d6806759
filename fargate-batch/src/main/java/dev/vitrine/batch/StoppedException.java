package dev.vitrine.batch;

/** The worker is to stop before the shard can be done. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("the worker is to stop");
    }
}
