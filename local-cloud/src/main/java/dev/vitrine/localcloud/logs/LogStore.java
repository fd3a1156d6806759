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
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

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
    private final EventMap events;
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
        events = new EventMap(file);
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
            events.forget(name);
            return true;
        });
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
        events.removeBefore(stream, Long.MAX_VALUE);
        storedStreams.remove(stream.number());
    }

    // Events.

    /** To be read, and cleared of old ones. */
    EventMap events() {
        return events;
    }

    /** Adds events to a stream; false if it has been deleted meanwhile. */
    boolean append(LogStream stream, List<NewEvent> added, long now) {
        Lock shared = structure.readLock();
        shared.lock();
        try {
            if (!stream.equals(streamsOf(stream.group()).get(stream.name()))) {
                return false;
            }
            events.add(stream, added, now, numbers::getAndIncrement);
            return true;
        } finally {
            shared.unlock();
        }
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
