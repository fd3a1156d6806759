package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A log group.
 *
 * @param createdAt milliseconds since 1970
 * @param retentionInDays null: kept for ever
 */
record LogGroup(String name, long createdAt, @Nullable Integer retentionInDays, Map<String, String> tags) {
    private static final long DAY_MILLIS = 86_400_000;

    LogGroup {
        tags = Map.copyOf(tags);
    }

    LogGroup withRetention(OptionalInt days) {
        return new LogGroup(name, createdAt, days.isPresent() ? days.getAsInt() : null, tags);
    }

    LogGroup withTags(Map<String, String> newTags) {
        return new LogGroup(name, createdAt, retentionInDays, newTags);
    }

    /** Events before this moment are gone. */
    long oldest(long nowMillis) {
        return retentionInDays == null ? 0 : Math.max(0, nowMillis - retentionInDays * DAY_MILLIS);
    }

    @JsonIgnore
    String arn() {
        return "arn:aws:logs:us-east-1:000000000000:log-group:" + name;
    }
}
