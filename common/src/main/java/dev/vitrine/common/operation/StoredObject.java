package dev.vitrine.common.operation;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a bucket's listing.
 *
 * @param key of the object, or the prefix with a slash at its end
 * @param bytes 0 of a prefix
 */
public record StoredObject(String key, long bytes, Optional<Instant> modifiedAt) {
    public boolean isFolder() {
        return key.endsWith("/");
    }
}
