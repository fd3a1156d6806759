package dev.vitrine.packaging.publish;

import java.util.Locale;

/**
 * What a step did.
 *
 * @param what noun and name, such as {@code function vitrine-banknote}
 * @param detail more for people; blank when there is none
 */
record Done(String what, Change change, String detail) {
    Done(String what, Change change) {
        this(what, change, "");
    }

    @Override
    public String toString() {
        String line = String.format("%-10s%s", change.name().toLowerCase(Locale.ROOT), what);
        return detail.isBlank() ? line : line + " (" + detail + ")";
    }
}
