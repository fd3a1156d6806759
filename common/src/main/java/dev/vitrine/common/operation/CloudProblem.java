package dev.vitrine.common.operation;

/**
 * Why the cloud could not be asked.
 *
 * @param message one sentence for people
 */
public record CloudProblem(Kind kind, String message) {
    /** What can be done about it. */
    public enum Kind {
        /** Nobody is signed in, or no longer: sign in. */
        CREDENTIALS,
        /** Nothing answers: it may come back by itself. */
        UNREACHABLE,
        /** Too many requests: wait. */
        THROTTLED,
        /** The request was understood and refused. */
        REFUSED
    }
}
