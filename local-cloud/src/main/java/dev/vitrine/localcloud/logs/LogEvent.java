package dev.vitrine.localcloud.logs;

import java.nio.charset.StandardCharsets;

/**
 * One line of a log.
 *
 * @param stream the name of its stream
 * @param ingestionTime when it arrived, milliseconds since 1970
 */
record LogEvent(String stream, EventKey key, long ingestionTime, String message) {
    /** What AWS adds to each message when it counts bytes. */
    static final int OVERHEAD_BYTES = 26;

    /** 56 digits, as AWS's ids have; unique in the store. */
    String id() {
        return "%018d%019d%019d".formatted(key.stream(), key.timestamp(), key.sequence());
    }

    int bytes() {
        return bytes(message);
    }

    static int bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD_BYTES;
    }
}
