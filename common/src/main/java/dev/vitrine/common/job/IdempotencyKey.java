package dev.vitrine.common.job;

/**
 * A client's {@code Idempotency-Key} together with what was sent under it.
 *
 * @param owner keys of different people never meet
 * @param key 1 to 255 visible characters
 * @param bodyDigest SHA-256 of what was asked: prototype and body
 */
public record IdempotencyKey(String owner, String key, String bodyDigest) {
    public IdempotencyKey {
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new IllegalArgumentException(
                    "Idempotency-Key must be 1 to 255 visible ASCII characters without spaces");
        }
    }
}
