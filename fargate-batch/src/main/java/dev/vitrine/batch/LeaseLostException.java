package dev.vitrine.batch;

/** The shard is another's, or its job is done: nothing may be written any more. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
