package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * All lines of one log, each once, on disk; in memory are only four bytes for each, which hold them in the order of time.
 * Safe for many threads.
 */
public final class LineStore implements AutoCloseable {
    /** More than this many lines are not kept. */
    public static final int MOST_LINES = 50_000_000;

    private static final int MOST_STREAMS = 1 << 16;
    private static final int AT_ONCE = 1_000;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final LineFile file;
    private final TimeOrder order;
    private final KnownLines known;
    private final List<String> streams = new ArrayList<>();
    private final Map<String, Integer> streamNumbers = new HashMap<>();
    private final long[] levels = new long[LogLevel.COUNT];
    private boolean closed;

    /**
     * An empty store.
     *
     * @param folder where its files are made
     */
    public LineStore(Path folder) throws IOException {
        file = new LineFile(folder);
        order = new TimeOrder(file::timestamp);
        known = new KnownLines(file, order);
    }

    /** An event and what tells it from all others. */
    record Identified(LogEvent event, long identity) {}

    /** An event as it is kept; made without the lock, so that nobody waits for it. */
    private record Prepared(LogEvent event, long identity, LogLevel level, String text) {
        static Prepared of(Identified it) {
            String text = it.event().message().stripTrailing();
            return new Prepared(it.event(), it.identity(), LogLevel.of(text), text);
        }
    }

    /** Adds what is not there yet, some at a time; tells how many that were. */
    int add(List<Identified> events) {
        List<Prepared> sorted = events.stream()
                .map(Prepared::of)
                .sorted(Comparator.comparingLong(it -> it.event().timestamp()))
                .toList();
        int added = 0;
        for (int from = 0; from < sorted.size(); from += AT_ONCE) {
            added += addSome(sorted.subList(from, Math.min(from + AT_ONCE, sorted.size())));
        }
        return added;
    }

    private int addSome(List<Prepared> sorted) {
        lock.writeLock().lock();
        try {
            if (closed) {
                return 0;
            }
            if (order.size() + sorted.size() > MOST_LINES) {
                throw new IllegalStateException("there are more than " + MOST_LINES + " lines; look less far back");
            }
            return append(sorted);
        } catch (IOException e) {
            throw new UncheckedIOException("the lines cannot be written to disk: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private int append(List<Prepared> sorted) throws IOException {
        int[] fresh = new int[sorted.size()];
        int count = 0;
        Set<Long> ofThese = new HashSet<>();
        for (Prepared it : sorted) {
            long timestamp = it.event().timestamp();
            if (known.contains(timestamp, it.identity()) || !ofThese.add(it.identity())) {
                continue;
            }
            fresh[count++] = file.append(timestamp, it.identity(), stream(it.event().stream()), it.level(), it.text());
            levels[it.level().rank()]++;
        }
        file.flush();
        order.add(fresh, count);
        known.added(fresh, count);
        return count;
    }

    private int stream(String name) {
        return streamNumbers.computeIfAbsent(name, key -> {
            if (streams.size() == MOST_STREAMS) {
                throw new IllegalStateException(
                        "A log of more than " + MOST_STREAMS + " streams cannot be read at once.");
            }
            streams.add(name);
            return streams.size() - 1;
        });
    }

    boolean contains(long timestamp, long identity) {
        return reading(() -> known.contains(timestamp, identity));
    }

    /** How many lines there are. */
    public int size() {
        return reading(order::size);
    }

    /** How many lines there are of each level, by its rank. */
    public long[] levels() {
        return reading(levels::clone);
    }

    /** Names of the streams of which there are lines, in order of their coming. */
    public List<String> streams() {
        return reading(() -> List.copyOf(streams));
    }

    Line line(int id) {
        return new Line(id, file.timestamp(id), streams.get(file.stream(id)), file.level(id), file.text(id));
    }

    /** For those of this package that hold the lock. */
    LineFile file() {
        return file;
    }

    TimeOrder order() {
        return order;
    }

    boolean isClosed() {
        return closed;
    }

    <T> T reading(Supplier<T> read) {
        return locked(lock.readLock(), read);
    }

    <T> T writing(Supplier<T> write) {
        return locked(lock.writeLock(), write);
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the lines and deletes their files. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                order.clear();
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
