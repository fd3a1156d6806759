package dev.vitrine.web.access;

import dev.vitrine.common.artifact.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The password of this demo, compared in constant time. */
public final class Password {
    private final byte[] digest;

    public Password(String password) {
        this.digest = digest(password);
    }

    public boolean is(String given) {
        return MessageDigest.isEqual(digest, digest(given));
    }

    private static byte[] digest(String text) {
        return Digests.newSha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
