package dev.vitrine.web.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks does: HMAC-SHA256 over id, time and body, so that a receiver can tell who sent it, refuse what
 * is old, and know what it has had already.
 */
public final class WebhookSignature {
    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;

    /** @param secret empty where nothing is ever signed */
    public WebhookSignature(byte[] secret) {
        this.secret = secret.clone();
    }

    /** The value of the header {@code webhook-signature}. */
    public String of(String id, long epochSecond, String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            byte[] signed = mac.doFinal((id + "." + epochSecond + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a webhook", e);
        }
    }
}
