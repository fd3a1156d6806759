package dev.vitrine.web.access;

import java.util.Locale;
import java.util.Optional;

/** What a person may do; each role may do what those before it may. */
public enum Role {
    /** Looks, predicts, submits jobs and cancels their own. */
    VIEWER,
    /** Also corrects predictions, and sees everybody's jobs. */
    REVIEWER,
    /** Also cancels everybody's jobs and reads the audit trail. */
    OWNER;

    /** Whether this role may do what the other may. */
    public boolean covers(Role other) {
        return compareTo(other) >= 0;
    }

    /** In lower case, as settings and people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
