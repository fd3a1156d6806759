package dev.vitrine.common.review;

import java.time.Instant;

/**
 * One entry of what a person said about an answer. Entries are never changed; a later one of the same reviewer about the
 * same answer counts before the earlier.
 *
 * @param revision of this reviewer about this answer, from 1
 * @param comment of at most {@link #MAX_COMMENT} characters; may be blank
 */
public record Review(Reviewed answer, String reviewer, int revision, Instant at, Verdict verdict, String comment) {
    public static final int MAX_COMMENT = 1_000;

    public Review {
        if (revision < 1) {
            throw new IllegalArgumentException("revisions are numbered from 1, not " + revision);
        }
        if (comment.length() > MAX_COMMENT) {
            throw new IllegalArgumentException("a comment has at most " + MAX_COMMENT + " characters");
        }
        if (verdict instanceof Verdict.Noted && comment.isBlank()) {
            throw new IllegalArgumentException("a note says something");
        }
    }
}
