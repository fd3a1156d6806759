package dev.vitrine.common.text;

import java.security.SecureRandom;
import java.time.Clock;

/** Unguessable ids of jobs and calls that sort by the time they were made: 10 characters of time, 12 of chance. */
public final class Ids {
    private static final char[] LETTERS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom CHANCE = new SecureRandom();

    private Ids() {}

    public static String next(Clock clock) {
        char[] id = new char[22];
        long time = clock.millis();
        for (int i = 9; i >= 0; i--) {
            id[i] = LETTERS[(int) (time & 31)];
            time >>= 5;
        }
        for (int i = 10; i < id.length; i++) {
            id[i] = LETTERS[CHANCE.nextInt(32)];
        }
        return new String(id);
    }

    /** An unguessable word of so many characters, each worth 5 bits. */
    public static String secret(int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(LETTERS[CHANCE.nextInt(32)]);
        }
        return word.toString();
    }
}
