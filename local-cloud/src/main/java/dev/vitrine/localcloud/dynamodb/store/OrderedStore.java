package dev.vitrine.localcloud.dynamodb.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * Named maps from bytes to bytes, ordered as unsigned. Batches of changes run one after another and each is atomic and
 * durable when {@link #write} returns; reads never wait.
 */
public final class OrderedStore implements AutoCloseable {
    private static final String META = "meta";
    private static final byte[] GENERATION = "generation".getBytes(StandardCharsets.UTF_8);
    private static final int CACHE_MEGABYTES = 32;
    private static final int PAGE_BYTES = 8 << 10;

    /** Space is used again soon: a save is synced to the disk before the next one begins. */
    private static final int RETENTION_MILLIS = 1_000;

    private static final int CLOSING_COMPACTION_MILLIS = 500;
    private static final long SOFT_LOG_BYTES = 8L << 20;
    private static final int SOFT_UNSAVED_BYTES = 4 << 20;

    /**
     * Bounds what only the heap holds when writers outrun the maintenance. Scattered keys make each change a page of its
     * own, so that the log's size alone says little.
     */
    private static final int HARD_UNSAVED_BYTES = 16 << 20;

    private static final int FILL_PERCENT = 60;
    private static final int COMPACT_BYTES = 8 << 20;

    private final MVStore store;
    private final LogFiles logs;
    private final Map<String, MVMap<byte[], byte[]>> maps = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();

    /** Taken before {@link #writing} where both are. */
    private final ReentrantLock saving = new ReentrantLock();

    private WriteAheadLog log;
    private long generation;

    /**
     * Opens the store, whatever state the last process left it in.
     *
     * @param folder created where it is missing; holds the store's files and nothing else
     */
    public OrderedStore(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the folder " + folder, e);
        }
        this.store = new MVStore.Builder()
                .fileName(folder.resolve("tables.mv").toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .pageSplitSize(PAGE_BYTES)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        this.logs = new LogFiles(folder);
        this.generation = logs.replay(generation(), this::apply);
        this.log = logs.create(generation);
        keepGeneration();
        save();
    }

    private long generation() {
        byte[] stored = get(META, GENERATION);
        return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    private void keepGeneration() {
        byte[] kept = ByteBuffer.allocate(Long.BYTES).putLong(generation).array();
        map(META).put(GENERATION, kept);
    }

    private MVMap<byte[], byte[]> map(String name) {
        return maps.computeIfAbsent(
                name,
                it -> store.openMap(
                        it,
                        new MVMap.Builder<byte[], byte[]>()
                                .keyType(ByteArrayDataType.INSTANCE)
                                .valueType(ByteArrayDataType.INSTANCE)));
    }

    /** The value, or null where there is none. */
    public byte @Nullable [] get(String map, byte[] key) {
        return map(map).get(key);
    }

    /** Number of entries. */
    public long count(String map) {
        return map(map).sizeAsLong();
    }

    /** The sum that batches have added up under this name. */
    public long sum(String name) {
        byte[] stored = get(WriteBatch.SUMS, name.getBytes(StandardCharsets.UTF_8));
        return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    /** Gives the entry of a key to be looked at; false ends the walk. */
    public interface Visitor {
        boolean visit(byte[] key, byte[] value);
    }

    /** Walks over a snapshot of a part of a map until its end or until the visitor has enough. */
    public void walk(String map, KeyRange range, boolean forward, Visitor visitor) {
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            Cursor<byte[], byte[]> cursor = forward
                    ? map(map).cursor(range.from(), range.to(), false)
                    : map(map).cursor(range.to(), range.from(), true);
            while (cursor.hasNext()) {
                byte[] key = cursor.next();
                if (range.contains(key) && !visitor.visit(key, cursor.getValue())) {
                    return;
                }
            }
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    /**
     * Runs one batch. Nothing of it happens where {@code work} throws.
     *
     * @return what {@code work} returns, when its changes are durable
     */
    public <T> T write(Function<WriteBatch, T> work) {
        boolean full = false;
        writing.lock();
        try {
            WriteBatch batch = new WriteBatch(this);
            T result = work.apply(batch);
            List<Change> changes = batch.changes();
            if (!changes.isEmpty()) {
                log.append(changes);
                apply(changes);
            }
            full = store.getUnsavedMemory() > HARD_UNSAVED_BYTES;
            return result;
        } finally {
            writing.unlock();
            if (full && !writing.isHeldByCurrentThread()) {
                checkpoint();
            }
        }
    }

    /** Runs {@code work} while no batch is under way. */
    public <T> T exclusively(Supplier<T> work) {
        writing.lock();
        try {
            return work.get();
        } finally {
            writing.unlock();
        }
    }

    private void apply(List<Change> changes) {
        for (Change change : changes) {
            if (change.value == null) {
                map(change.map).remove(change.key);
            } else {
                map(change.map).put(change.key, change.value);
            }
        }
    }

    /** Fills a map that nobody reads yet, with other batches held up; memory stays bounded. */
    public void fill(String map, Consumer<WriteBatchSink> source) {
        writing.lock();
        try {
            source.accept((key, value) -> {
                map(map).put(key, value);
                if (store.getUnsavedMemory() > HARD_UNSAVED_BYTES) {
                    store.commit();
                }
            });
            store.commit();
        } finally {
            writing.unlock();
        }
    }

    /** Takes the entries of {@link #fill}. */
    public interface WriteBatchSink {
        void put(byte[] key, byte[] value);
    }

    /** Removes every map that {@code unwanted} names. */
    public void removeMaps(Predicate<String> unwanted) {
        writing.lock();
        try {
            for (String name : List.copyOf(store.getMapNames())) {
                if (unwanted.test(name)) {
                    MVMap<byte[], byte[]> map = map(name);
                    maps.remove(name);
                    store.removeMap(map);
                    map(WriteBatch.SUMS).remove(name.getBytes(StandardCharsets.UTF_8));
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /** Brings what is acknowledged to the disk itself, and the log into the store where it has grown. */
    public void maintain() {
        WriteAheadLog current;
        writing.lock();
        try {
            current = log;
        } finally {
            writing.unlock();
        }
        if (current.size() > SOFT_LOG_BYTES || store.getUnsavedMemory() > SOFT_UNSAVED_BYTES) {
            checkpoint();
        } else {
            current.force();
        }
    }

    /** Saves all in the store and begins a new log; writers wait only while the logs change. */
    public void checkpoint() {
        saving.lock();
        try {
            writing.lock();
            try {
                if (log.size() == 0 && !store.hasUnsavedChanges()) {
                    return;
                }
                WriteAheadLog full = log;
                log = logs.create(generation + 1);
                generation++;
                keepGeneration();
                full.close();
            } finally {
                writing.unlock();
            }
            save();
        } finally {
            saving.unlock();
        }
    }

    /** A commit may hold a part of a batch that runs meanwhile: the new log holds the whole of it. */
    private void save() {
        store.commit();
        store.sync();
        logs.removeBefore(generation);
        store.compact(FILL_PERCENT, COMPACT_BYTES);
    }

    @Override
    public void close() {
        saving.lock();
        try {
            if (!store.isClosed()) {
                checkpoint();
                log.close();
                store.close(CLOSING_COMPACTION_MILLIS);
            }
        } finally {
            saving.unlock();
        }
    }
}
