package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogEvent;
import dev.vitrine.console.log.tail.LineStore.Identified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes what is read into the store, each line once, and knows how late lines came. For the tail's thread alone. */
final class Arrivals {
    private final LineStore store;
    private long newestTimestamp = Long.MIN_VALUE;
    private long newestBefore = Long.MIN_VALUE;
    private long newestIngestion = Long.MIN_VALUE;
    private long greatestLateness;
    private long added;
    private long late;

    Arrivals(LineStore store) {
        this.store = store;
    }

    /** Another look begins: what is older than the newest line until now came late. */
    void look() {
        newestBefore = newestTimestamp;
    }

    /**
     * Takes events; true when there were lines among them that were not known.
     *
     * @param first whether they are of the first look, in which nothing is late
     */
    boolean take(List<Identified> events, boolean first) {
        if (events.isEmpty()) {
            return false;
        }
        List<Identified> fresh = events.stream()
                .filter(it -> !has(it.event().timestamp(), it.identity()))
                .toList();
        int count = store.add(fresh);
        for (Identified it : events) {
            newestIngestion = Math.max(newestIngestion, it.event().ingestionTime());
        }
        for (Identified it : fresh) {
            LogEvent event = it.event();
            newestTimestamp = Math.max(newestTimestamp, event.timestamp());
            if (!first) {
                greatestLateness = Math.max(greatestLateness, event.ingestionTime() - event.timestamp());
                late += event.timestamp() < newestBefore ? 1 : 0;
            }
        }
        added += count;
        return count > 0;
    }

    boolean has(long timestamp, long identity) {
        return store.contains(timestamp, identity);
    }

    /** When the newest line was printed. */
    Optional<Instant> newest() {
        return newestTimestamp == Long.MIN_VALUE
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(newestTimestamp));
    }

    /** When the cloud took in the newest line, in milliseconds; {@link Long#MIN_VALUE} when there is none. */
    long newestIngestion() {
        return newestIngestion;
    }

    /** The longest time between printing and taking in, in milliseconds. */
    long greatestLateness() {
        return greatestLateness;
    }

    long added() {
        return added;
    }

    /** How many lines came after newer ones. */
    long late() {
        return late;
    }
}
