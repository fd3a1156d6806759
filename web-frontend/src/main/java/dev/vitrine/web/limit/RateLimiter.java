package dev.vitrine.web.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket per key: a quota at once, refilled evenly within its window. Keys that were not seen for longest are
 * forgotten, which gives them their whole quota again.
 */
final class RateLimiter {
    private static final int MOST_KEYS = 20_000;

    private final long quota;
    private final long windowNanos;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    /**
     * What became of a request.
     *
     * @param left requests that are left at once
     * @param seconds until the whole quota is there again, or, when refused, until one request is
     */
    record Decision(boolean allowed, long left, long seconds) {}

    RateLimiter(long quota, long windowSeconds, LongSupplier nanos) {
        this.quota = quota;
        this.windowNanos = windowSeconds * 1_000_000_000L;
        this.nanos = nanos;
    }

    synchronized Decision take(String key) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(key, unseen -> new Bucket(quota, now));
        double perNano = (double) quota / windowNanos;
        bucket.tokens = Math.min((double) quota, bucket.tokens + (now - bucket.at) * perNano);
        bucket.at = now;
        if (bucket.tokens < 1) {
            return new Decision(false, 0, seconds((1 - bucket.tokens) / perNano));
        }
        bucket.tokens -= 1;
        return new Decision(true, (long) bucket.tokens, seconds((quota - bucket.tokens) / perNano));
    }

    private static long seconds(double nanos) {
        return Math.max(1, (long) Math.ceil(nanos / 1e9));
    }
}
