package dev.vitrine.web.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;

/**
 * A password as Argon2id keeps it, in the usual text form ({@code $argon2id$v=19$m=7168,t=5,p=1$<salt>$<hash>}). One is
 * computed at a time, since it takes as much memory as it says.
 */
public final class PasswordHash {
    /** As OWASP advises where memory is scarce: 7 MiB with five iterations. */
    private static final int MEMORY_KB = 7_168;

    private static final int MOST_MEMORY_KB = 19_456;
    private static final int ITERATIONS = 5;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Semaphore AT_ONCE = new Semaphore(1, true);

    private final String text;
    private final Argon2Function function;

    /** @throws IllegalArgumentException when the text is no hash of Argon2id, or asks for more than 19 MiB */
    public PasswordHash(String text) {
        if (!text.startsWith("$argon2id$")) {
            throw new IllegalArgumentException("the hash is not one of Argon2id");
        }
        try {
            this.function = Argon2Function.getInstanceFromHash(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the hash of Argon2id is damaged", e);
        }
        if (function.getMemory() > MOST_MEMORY_KB || function.getIterations() > 10) {
            throw new IllegalArgumentException("the hash asks for more than 19456 kB or 10 iterations");
        }
        this.text = text;
    }

    /** Hashes a password with a salt of its own. */
    public static String of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return Argon2Function.getInstance(MEMORY_KB, ITERATIONS, LANES, HASH_BYTES, Argon2.ID)
                .hash(password, Base64.getEncoder().withoutPadding().encodeToString(salt))
                .getResult();
    }

    /** Whether this is the hash of the password. Takes some tens of milliseconds, on purpose. */
    public boolean isOf(String password) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return function.check(password, text);
        } finally {
            AT_ONCE.release();
        }
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
