package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Groups, streams and events in one file. What is written is seen at once; it is on disk after {@link #flush}, or by
 * itself within {@value #COMMIT_MILLIS} ms.
 */
final class LogStore implements AutoCloseable {
    private static final int COMMIT_MILLIS = 200;
    private static final int CACHE_MB = 16;
    /** Numbers are handed out beyond any that may have been used since the file was last written. */
    private static final long NUMBERS_PER_OPENING = 1L << 36;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MVStore file;
    private final MVMap<String, String> storedGroups;
    private final MVMap<Long, String> storedStreams;
    private final MVMap<EventKey, StoredEvent> events;
    private final MVMap<String, Long> bytes;
    private final ConcurrentNavigableMap<String, LogGroup> groups = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<String, ConcurrentNavigableMap<String, LogStream>> streams =
            new ConcurrentSkipListMap<>();
    private final AtomicLong numbers;
    private final ReentrantReadWriteLock structure = new ReentrantReadWriteLock();

    LogStore(Path path) {
        file = new MVStore.Builder()
                .fileName(path.toString())
                .cacheSize(CACHE_MB)
                .compress()
                .open();
        file.setAutoCommitDelay(COMMIT_MILLIS);
        storedGroups = file.openMap("groups", text());
        storedStreams = file.openMap(
                "streams",
                new MVMap.Builder<Long, String>().keyType(LongDataType.INSTANCE).valueType(StringDataType.INSTANCE));
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
        MVMap<String, Long> counters = file.openMap(
                "counters",
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
        long first = counters.getOrDefault("next", 1L);
        numbers = new AtomicLong(first);
        counters.put("next", first + NUMBERS_PER_OPENING);
        file.commit();
        load();
    }

    private static MVMap.Builder<String, String> text() {
        return new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE);
    }

    private void load() {
        storedGroups.values().forEach(json -> {
            LogGroup group = read(json, LogGroup.class);
            groups.put(group.name(), group);
            streams.put(group.name(), new ConcurrentSkipListMap<>());
        });
        storedStreams.values().forEach(json -> {
            LogStream stream = read(json, LogStream.class);
            streamsOf(stream.group()).put(stream.name(), stream);
        });
    }

    // Groups.

    Optional<LogGroup> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** By name, from {@code from} on. */
    Collection<LogGroup> groupsFrom(String from) {
        return groups.tailMap(from, true).values();
    }

    /** False if there is one of the name. */
    boolean create(LogGroup group) {
        return exclusively(() -> {
            if (groups.putIfAbsent(group.name(), group) != null) {
                return false;
            }
            streams.put(group.name(), new ConcurrentSkipListMap<>());
            storedGroups.put(group.name(), write(group));
            return true;
        });
    }

    /** False if there is none of the name. */
    boolean update(String name, UnaryOperator<LogGroup> change) {
        return exclusively(() -> {
            LogGroup group = groups.computeIfPresent(name, (key, old) -> change.apply(old));
            if (group != null) {
                storedGroups.put(name, write(group));
            }
            return group != null;
        });
    }

    /** Deletes a group with all that is in it; false if there is none. */
    boolean deleteGroup(String name) {
        return exclusively(() -> {
            if (groups.remove(name) == null) {
                return false;
            }
            streamsOf(name).values().forEach(this::remove);
            streams.remove(name);
            storedGroups.remove(name);
            bytes.remove(name);
            return true;
        });
    }

    /** The bytes of a group's events, as AWS counts them. */
    long storedBytes(String group) {
        return bytes.getOrDefault(group, 0L);
    }

    // Streams.

    Optional<LogStream> stream(String group, String name) {
        return Optional.ofNullable(streamsOf(group).get(name));
    }

    /** By name, from {@code from} on. */
    Collection<LogStream> streamsFrom(String group, String from) {
        return streamsOf(group).tailMap(from, true).values();
    }

    /** False if there is one of the name, or no such group. */
    boolean createStream(String group, String name, long now) {
        return exclusively(() -> {
            ConcurrentNavigableMap<String, LogStream> of = streams.get(group);
            if (of == null || of.containsKey(name)) {
                return false;
            }
            LogStream stream = new LogStream(group, name, numbers.getAndIncrement(), now);
            of.put(name, stream);
            storedStreams.put(stream.number(), write(stream));
            return true;
        });
    }

    /** Deletes a stream with its events; false if there is none. */
    boolean deleteStream(String group, String name) {
        return exclusively(() -> {
            LogStream stream = streamsOf(group).remove(name);
            if (stream != null) {
                remove(stream);
            }
            return stream != null;
        });
    }

    private void remove(LogStream stream) {
        removeBefore(stream, Long.MAX_VALUE);
        storedStreams.remove(stream.number());
    }

    // Events.

    /** Adds events to a stream; false if it has been deleted meanwhile. */
    boolean append(LogStream stream, List<NewEvent> added, long now) {
        Lock shared = structure.readLock();
        shared.lock();
        try {
            if (!stream.equals(streamsOf(stream.group()).get(stream.name()))) {
                return false;
            }
            long count = 0;
            for (NewEvent event : added) {
                events.put(
                        new EventKey(stream.number(), event.timestamp(), numbers.getAndIncrement()),
                        new StoredEvent(now, event.message()));
                count += LogEvent.bytes(event.message());
            }
            addBytes(stream.group(), count);
            return true;
        } finally {
            shared.unlock();
        }
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

    // The file.

    /** Puts everything written so far on disk. */
    void flush() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }

    private NavigableMap<String, LogStream> streamsOf(String group) {
        NavigableMap<String, LogStream> of = streams.get(group);
        return of == null ? Collections.emptyNavigableMap() : of;
    }

    private boolean exclusively(java.util.function.BooleanSupplier change) {
        Lock exclusive = structure.writeLock();
        exclusive.lock();
        try {
            return change.getAsBoolean();
        } finally {
            exclusive.unlock();
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "The log store's file holds an unreadable " + type.getSimpleName() + ".", e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
