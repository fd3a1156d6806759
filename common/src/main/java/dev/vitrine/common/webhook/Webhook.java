package dev.vitrine.common.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * The wish that an address is called when a job has ended, and what became of it.
 *
 * @param attempts calls that were begun
 * @param nextAttempt not before this time
 * @param said what the last call met: a status or a reason
 * @param endedAt when it was delivered or given up
 */
public record Webhook(
        String jobId,
        String url,
        State state,
        int attempts,
        Instant nextAttempt,
        Optional<String> said,
        Optional<Instant> endedAt) {
    /** Longest address, in characters. */
    public static final int LONGEST_URL = 500;

    /** How far it is. */
    public enum State {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }

    public Webhook {
        if (url.length() > LONGEST_URL) {
            throw new IllegalArgumentException("the address has more than " + LONGEST_URL + " characters");
        }
    }
}
