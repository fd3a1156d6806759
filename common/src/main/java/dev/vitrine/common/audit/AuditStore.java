package dev.vitrine.common.audit;

import java.util.Optional;

/** The audit trail: entries are added and listed, and never changed. They are forgotten after 400 days. */
public interface AuditStore {
    /** Doing it twice changes nothing. */
    void add(AuditEntry entry);

    /**
     * Newest first.
     *
     * @param cursor from the page before
     * @param limit 1 to 1,000
     */
    AuditPage list(Optional<String> cursor, int limit);
}
