package dev.vitrine.packaging.aot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a program is for, and so what it does in a rehearsal. */
enum Role {
    FRONTEND,
    FUNCTION,
    BATCH;

    /** By the option {@code -Dvitrine.role=} among its words; empty for a program that cannot be rehearsed. */
    static Optional<Role> of(List<String> words) {
        return Arrays.stream(values())
                .filter(role -> words.contains("-Dvitrine.role=" + role.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
