package dev.vitrine.localcloud.logs;

/**
 * A log stream.
 *
 * @param number unique in the store, never used again
 * @param createdAt milliseconds since 1970
 */
record LogStream(String group, String name, long number, long createdAt) {
    String arn() {
        return "arn:aws:logs:us-east-1:000000000000:log-group:" + group + ":log-stream:" + name;
    }
}
