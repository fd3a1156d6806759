package dev.vitrine.common.audit;

import java.util.List;
import java.util.Optional;

/**
 * Entries, newest first.
 *
 * @param next cursor of the page after this one
 */
public record AuditPage(List<AuditEntry> entries, Optional<String> next) {
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
