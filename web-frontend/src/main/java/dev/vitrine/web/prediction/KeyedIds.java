package dev.vitrine.web.prediction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of calls that came with an {@code Idempotency-Key}: the same for the same person, prototype and key at any frontend
 * with the same secrets, and to be guessed by nobody without them.
 */
public final class KeyedIds {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;

    private final List<SecretKeySpec> secrets;

    /** @param secrets the first makes ids; what earlier ones made is found again */
    public KeyedIds(List<byte[]> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> new SecretKeySpec(secret, ALGORITHM))
                .toList();
    }

    /** The id by each secret; that of a new call is the first. */
    public List<String> of(String owner, String prototype, String key) {
        byte[] text = ("prediction\n" + owner + "\n" + prototype + "\n" + key).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> id(secret, text)).toList();
    }

    private static String id(SecretKeySpec secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text)).substring(0, LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make an id", e);
        }
    }
}
