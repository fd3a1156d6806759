package dev.vitrine.common.audit;

import java.time.Instant;

/**
 * One change that somebody made.
 *
 * @param id sorts by time
 * @param who name of the person
 * @param role of that person at that time
 * @param action what was done, as method and pattern of the address, such as {@code POST /api/v1/jobs/{job}/cancel}
 * @param subject what it was done to: the address
 * @param before JSON of the state before, as far as it is told; may be empty
 * @param after JSON of the state after, as far as it is told; may be empty
 */
public record AuditEntry(
        String id, Instant at, String who, String role, String action, String subject, String before, String after) {
    /** Most characters of a state; a longer one is cut. */
    public static final int LONGEST_STATE = 1_000;

    public AuditEntry {
        before = cut(before);
        after = cut(after);
    }

    private static String cut(String state) {
        return state.length() <= LONGEST_STATE ? state : state.substring(0, LONGEST_STATE - 1) + "…";
    }
}
