package dev.vitrine.localcloud.logs;

import java.util.Comparator;

/**
 * The place of an event: events of a stream lie together, in the order of their time stamps and, where these are equal, of
 * their arrival.
 *
 * @param stream the stream's number
 * @param timestamp milliseconds since 1970
 * @param sequence unique in the whole store and growing; from 1
 */
record EventKey(long stream, long timestamp, long sequence) implements Comparable<EventKey> {
    private static final Comparator<EventKey> ORDER =
            Comparator.comparingLong(EventKey::stream).thenComparing(EventKey::position);

    @Override
    public int compareTo(EventKey other) {
        return ORDER.compare(this, other);
    }

    Position position() {
        return new Position(timestamp, sequence);
    }
}
