package dev.vitrine.localcloud.lambda;

import java.nio.charset.StandardCharsets;

/** The bytes of a request or an answer; JSON, as a rule. The array is shared, not copied: nobody writes to it. */
final class Payload {
    private final byte[] bytes;

    Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    static Payload of(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
