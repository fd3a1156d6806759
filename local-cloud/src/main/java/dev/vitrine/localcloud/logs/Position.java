package dev.vitrine.localcloud.logs;

import java.util.Comparator;

/** The place of an event among those of any number of streams. */
record Position(long timestamp, long sequence) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::timestamp).thenComparingLong(Position::sequence);

    /** Before every event that is at or after the time stamp. */
    static Position before(long timestamp) {
        return new Position(timestamp, 0);
    }

    /** After every event that is before the time stamp. */
    static Position upTo(long timestamp) {
        return new Position(timestamp, 0);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
