package dev.vitrine.common.job;

import java.util.Optional;

/**
 * Which jobs, newest first.
 *
 * @param owner name of the person who submitted them
 * @param cursor from the page before
 * @param limit 1 to 200
 */
public record JobQuery(
        Optional<String> prototype,
        Optional<JobState> state,
        Optional<String> owner,
        Optional<String> cursor,
        int limit) {
    public JobQuery {
        if (limit < 1 || limit > 200) {
            throw new IllegalArgumentException("limit must be 1 to 200, not " + limit);
        }
    }

    /** Of whatever owner. */
    public JobQuery(Optional<String> prototype, Optional<JobState> state, Optional<String> cursor, int limit) {
        this(prototype, state, Optional.empty(), cursor, limit);
    }
}
