package dev.vitrine.web;

import java.time.Clock;

/** {@link dev.vitrine.common.text.Ids}, near to those who use them. */
public final class Ids {
    private Ids() {}

    public static String next(Clock clock) {
        return dev.vitrine.common.text.Ids.next(clock);
    }

    /** An unguessable word of so many characters, each worth 5 bits. */
    public static String secret(int length) {
        return dev.vitrine.common.text.Ids.secret(length);
    }
}
