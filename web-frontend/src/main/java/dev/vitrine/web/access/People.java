package dev.vitrine.web.access;

import dev.vitrine.common.artifact.Digests;
import dev.vitrine.web.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Who may sign in: named users, each with a role and a password of their own, and whoever knows the shared password, under
 * any name that is not one of theirs.
 */
public final class People {
    /** Makes a proof of the shared password that does not help to guess it. */
    private static final int ROUNDS = 100_000;

    private static final byte[] SALT = "vitrine shared password".getBytes(StandardCharsets.UTF_8);

    private final Map<String, User> users = new HashMap<>();
    private final Optional<byte[]> shared;
    private final Role sharedRole;
    private final String sharedMark;
    private final String sharedProof;

    /** Of no password that anybody knows: looked at for names that nobody has, so that both take the same time. */
    private static final class Nobody {
        static final PasswordHash HASH = new PasswordHash(PasswordHash.of(Ids.secret(26)));
    }

    private record User(String name, Role role, Optional<PasswordHash> hash, String proof) {}

    /**
     * Somebody who may come in.
     *
     * @param proof goes into the session; it ends when the password is changed or the user is taken out
     */
    public record Known(String name, Role role, String proof) {}

    /**
     * Reads the setting {@code USERS}: {@code name:role:hash}, one per line or with semicolons between; the hash is
     * {@code oidc} for a user who comes by the load balancer alone.
     *
     * @param password shared; empty for none
     * @param sharedRole of those who come by it
     * @param sharedMark ends the names of those who come by it, where others come by a load balancer under names that
     *     are not known before; empty where nobody does
     * @throws IllegalArgumentException that names the entry at fault
     */
    public People(String entries, String password, Role sharedRole, String sharedMark) {
        for (String entry : entries.split("[;\n]", -1)) {
            if (!entry.isBlank()) {
                add(entry.strip());
            }
        }
        this.shared = password.isEmpty() ? Optional.empty() : Optional.of(digest(password));
        this.sharedRole = sharedRole;
        this.sharedMark = sharedMark;
        this.sharedProof = password.isEmpty() ? "" : proof(password);
    }

    private static String proof(String password) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), SALT, ROUNDS, 64);
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        }
    }

    private void add(String entry) {
        String[] parts = entry.split(":", 3);
        String name = parts[0].strip();
        Optional<Role> role = parts.length == 3 ? Role.of(parts[1]) : Optional.empty();
        if (role.isEmpty() || !Viewer.isName(name)) {
            throw new IllegalArgumentException(
                    "the entry of '" + name + "' is not name:role:hash with a role of viewer," + " reviewer or owner");
        }
        String hash = parts[2].strip();
        try {
            Optional<PasswordHash> password =
                    hash.equals("oidc") ? Optional.empty() : Optional.of(new PasswordHash(hash));
            String proof = Digests.sha256(hash.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
            if (users.put(key(name), new User(name, role.get(), password, proof)) != null) {
                throw new IllegalArgumentException("there are two of that name");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the entry of '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Who signs in with this name and password, if they are right. Slow for named users, on purpose. */
    public Optional<Known> signIn(String name, String password) {
        User user = users.get(key(name));
        if (user != null) {
            return user.hash().isPresent() && user.hash().get().isOf(password) ? Optional.of(known(user)) : nobody();
        }
        if (shared.isPresent() && MessageDigest.isEqual(shared.get(), digest(password))) {
            return Optional.of(new Known(shared(name), sharedRole, sharedProof));
        }
        if (!users.isEmpty()) {
            var _ = Nobody.HASH.isOf(password);
        }
        return nobody();
    }

    /** Who a session is of, as they are now; empty when they may come in no longer. */
    Optional<Known> bySession(String name, String proof) {
        User user = users.get(key(name));
        if (user != null) {
            return user.proof().equals(proof) ? Optional.of(known(user)) : nobody();
        }
        return shared.isPresent() && proof.equals(sharedProof)
                ? Optional.of(new Known(shared(name), sharedRole, sharedProof))
                : nobody();
    }

    /** The role of a named user, whatever their password. */
    Optional<Role> roleOf(String name) {
        return Optional.ofNullable(users.get(key(name))).map(User::role);
    }

    /** The name of somebody who comes by the shared password: never that of somebody whom the load balancer vouches for. */
    private String shared(String name) {
        if (sharedMark.isEmpty() || name.endsWith(sharedMark)) {
            return name;
        }
        int most = Viewer.MAX_NAME - sharedMark.length();
        int length = name.codePointCount(0, name.length());
        return name.substring(0, name.offsetByCodePoints(0, Math.min(length, most)))
                        .strip()
                + sharedMark;
    }

    /** Whether only somebody who comes by the shared password may be called so. */
    boolean isOfShared(String name) {
        return !sharedMark.isEmpty() && name.endsWith(sharedMark);
    }

    private static Known known(User user) {
        return new Known(user.name(), user.role(), user.proof());
    }

    private static Optional<Known> nobody() {
        return Optional.empty();
    }

    /** Names that look alike are one name. */
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] digest(String text) {
        return Digests.newSha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "People[" + users.size() + "]";
    }
}
