package dev.vitrine.localcloud.logs;

import java.util.List;
import java.util.function.LongSupplier;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/** The events of all streams, in the order of their time, and how many bytes those of each group are. */
final class EventMap {
    private final MVMap<EventKey, StoredEvent> events;
    private final MVMap<String, Long> bytes;

    EventMap(MVStore file) {
        events = file.openMap(
                "events",
                new MVMap.Builder<EventKey, StoredEvent>()
                        .keyType(new EventTypes.Key())
                        .valueType(new EventTypes.Value()));
        bytes = file.openMap(
                "bytes",
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
    }

    /** @param numbers gives each event its sequence */
    void add(LogStream stream, List<NewEvent> added, long now, LongSupplier numbers) {
        long count = 0;
        for (NewEvent event : added) {
            events.put(
                    new EventKey(stream.number(), event.timestamp(), numbers.getAsLong()),
                    new StoredEvent(now, event.message()));
            count += LogEvent.bytes(event.message());
        }
        addBytes(stream.group(), count);
    }

    /** Events after {@code after} and before {@code end}, oldest first. */
    EventCursor forward(LogStream stream, Position after, Position end) {
        return new EventCursor(
                stream,
                events.cursor(key(stream, after.timestamp(), after.sequence() + 1), key(stream, end), false),
                end);
    }

    /** Events before {@code before} and not before {@code start}, newest first. */
    EventCursor backward(LogStream stream, Position before, Position start) {
        return new EventCursor(stream, events.cursor(key(stream, before), key(stream, start), true), before);
    }

    /** The stream's oldest event, null if it has none. */
    @Nullable
    EventKey first(LogStream stream) {
        EventKey key = events.ceilingKey(new EventKey(stream.number(), 0, 0));
        return key != null && key.stream() == stream.number() ? key : null;
    }

    /** The stream's newest event, null if it has none. */
    @Nullable
    LogEvent last(LogStream stream) {
        EventKey key = events.lowerKey(new EventKey(stream.number() + 1, 0, 0));
        if (key == null || key.stream() != stream.number()) {
            return null;
        }
        StoredEvent event = events.get(key);
        return event == null ? null : new LogEvent(stream.name(), key, event.ingestionTime(), event.message());
    }

    /** Removes the events before a moment. */
    void removeBefore(LogStream stream, long timestamp) {
        Cursor<EventKey, StoredEvent> cursor =
                events.cursor(key(stream, 0, 0), new EventKey(stream.number(), timestamp, 0), false);
        long count = 0;
        while (cursor.hasNext()) {
            events.remove(cursor.next());
            count += LogEvent.bytes(cursor.getValue().message());
        }
        addBytes(stream.group(), -count);
    }

    /** The bytes of a group's events, as AWS counts them. */
    long bytes(String group) {
        return bytes.getOrDefault(group, 0L);
    }

    /** Gives up what is counted of a group that has no events any more. */
    void forget(String group) {
        bytes.remove(group);
    }

    private void addBytes(String group, long count) {
        bytes.operate(group, count, new MVMap.DecisionMaker<Long>() {
            @Override
            public MVMap.Decision decide(@Nullable Long existing, Long provided) {
                return MVMap.Decision.PUT;
            }

            @Override
            @SuppressWarnings("unchecked") // Both values are the map's own, a Long.
            public <T extends Long> T selectValue(@Nullable T existing, T provided) {
                return existing == null ? provided : (T) Long.valueOf(existing + provided);
            }
        });
    }

    private static EventKey key(LogStream stream, Position position) {
        return key(stream, position.timestamp(), position.sequence());
    }

    private static EventKey key(LogStream stream, long timestamp, long sequence) {
        return new EventKey(stream.number(), timestamp, sequence);
    }
}
