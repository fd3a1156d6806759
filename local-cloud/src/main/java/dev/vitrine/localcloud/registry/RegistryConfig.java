package dev.vitrine.localcloud.registry;

import java.time.Duration;

/**
 * How much the registry takes, and for how long it keeps what nobody needs.
 *
 * @param maxBlob the largest blob, bytes
 * @param keepUploads how long an unfinished upload can be resumed
 * @param keepBlobs how long a blob is kept that no image refers to, since it was last asked for
 */
public record RegistryConfig(long maxBlob, Duration keepUploads, Duration keepBlobs) {
    /** The largest manifest, bytes. */
    static final int MAX_MANIFEST = 4 * 1024 * 1024;

    public RegistryConfig {
        if (maxBlob < 1 || keepUploads.isNegative() || keepBlobs.isNegative()) {
            throw new IllegalArgumentException("maxBlob must be positive, keepUploads and keepBlobs not negative");
        }
    }

    public static RegistryConfig defaults() {
        return new RegistryConfig(10L << 30, Duration.ofHours(24), Duration.ofHours(1));
    }
}
