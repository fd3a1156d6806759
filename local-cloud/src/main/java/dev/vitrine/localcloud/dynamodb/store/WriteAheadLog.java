package dev.vitrine.localcloud.dynamodb.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One log file of batches: length, checksum and changes of each. A batch cut short by the process's death has no right
 * checksum and ends the log.
 *
 * <p>Through a {@link RandomAccessFile}, since an interrupted thread would close a channel under everybody.
 */
final class WriteAheadLog implements AutoCloseable {
    private static final int HEADER = 12;

    private final RandomAccessFile file;
    private volatile long size;
    private volatile long forced;
    private volatile boolean closed;

    private WriteAheadLog(RandomAccessFile file) {
        this.file = file;
    }

    /** Begins an empty log. */
    static WriteAheadLog create(Path path) {
        try {
            var file = new RandomAccessFile(path.toFile(), "rw");
            file.setLength(0);
            return new WriteAheadLog(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    /** Returns when the operating system has the batch. */
    void append(List<Change> batch) {
        try {
            byte[] body = write(batch);
            byte[] record = ByteBuffer.allocate(HEADER + body.length)
                    .putInt(body.length)
                    .putLong(checksum(body))
                    .put(body)
                    .array();
            long before = size;
            try {
                file.write(record);
                size = before + record.length;
            } catch (IOException e) {
                // A half-written batch must not stand before the next one.
                file.setLength(before);
                file.seek(before);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the log of the tables", e);
        }
    }

    /** Bytes appended so far. */
    long size() {
        return size;
    }

    /** Returns when the disk has the log; a closed log needs none of it, since the store holds its batches. */
    void force() {
        if (forced == size) {
            return;
        }
        try {
            long reached = size;
            file.getFD().sync();
            forced = reached;
        } catch (SyncFailedException e) {
            if (!closed) {
                throw new UncheckedIOException("Cannot write the log of the tables to disk", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the log of the tables to disk", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives each whole batch of a log file, in order. */
    static void replay(Path path, Consumer<List<Change>> batches) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (List<Change> batch = next(in); batch != null; batch = next(in)) {
                batches.accept(batch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static @Nullable List<Change> next(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            long checksum = in.readLong();
            byte[] body = in.readNBytes(length);
            return body.length == length && checksum(body) == checksum ? read(body) : null;
        } catch (EOFException endOfLog) {
            return null;
        }
    }

    private static long checksum(byte[] body) {
        var crc = new CRC32C();
        crc.update(body);
        return crc.getValue();
    }

    private static byte[] write(List<Change> batch) throws IOException {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(batch.size());
            for (Change change : batch) {
                out.writeUTF(change.map);
                out.writeInt(change.key.length);
                out.write(change.key);
                out.writeInt(change.value == null ? -1 : change.value.length);
                if (change.value != null) {
                    out.write(change.value);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static List<Change> read(byte[] body) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
            int count = in.readInt();
            List<Change> batch = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String map = in.readUTF();
                byte[] key = in.readNBytes(in.readInt());
                int length = in.readInt();
                batch.add(new Change(map, key, length < 0 ? null : in.readNBytes(length)));
            }
            return batch;
        }
    }
}
