package dev.vitrine.console.log.tail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines in the order in which they came: their text in one file, a record of fixed size for each in a mapped other one.
 * Both go away with the program, also when it is killed where the system allows it. One thread appends; others may read
 * what it has appended, if they learned of it by way of a lock.
 */
final class LineFile implements AutoCloseable {
    private static final int RECORD = 32;
    private static final int TIMESTAMP = 0;
    private static final int OFFSET = 8;
    private static final int IDENTITY = 16;
    private static final int LENGTH = 24;
    private static final int STREAM = 28;
    private static final int LEVEL = 30;
    private static final int RECORDS_BITS = 16;
    private static final int RECORDS = 1 << RECORDS_BITS;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
    private static final LogLevel[] LEVELS = LogLevel.values();

    private final FileChannel texts;
    private final FileChannel index;
    private final Arena arena = Arena.ofShared();
    private final List<MemorySegment> chunks = new ArrayList<>();
    private ByteBuffer pending = ByteBuffer.allocate(1 << 16);
    private long written;
    private int size;

    /** In a folder that must be there. */
    LineFile(Path folder) throws IOException {
        texts = temporary(folder, ".text");
        index = temporary(folder, ".index");
    }

    private static FileChannel temporary(Path folder, String suffix) throws IOException {
        Path path = Files.createTempFile(folder, "lines-", suffix);
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            Files.delete(path);
        } catch (IOException e) {
            // Where open files cannot be deleted it goes when it is closed.
            path.toFile().deleteOnExit();
        }
        return channel;
    }

    int size() {
        return size;
    }

    /** Appends a line; its text can be read after the next {@link #flush}. */
    int append(long timestamp, long identity, int stream, LogLevel level, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if ((size & (RECORDS - 1)) == 0) {
            long at = (long) size * RECORD;
            chunks.add(index.map(MapMode.READ_WRITE, at, (long) RECORDS * RECORD, arena));
        }
        MemorySegment chunk = chunks.getLast();
        long at = (long) (size & (RECORDS - 1)) * RECORD;
        chunk.set(LONG, at + TIMESTAMP, timestamp);
        chunk.set(LONG, at + OFFSET, written + pending.position());
        chunk.set(LONG, at + IDENTITY, identity);
        chunk.set(INT, at + LENGTH, bytes.length);
        chunk.set(SHORT, at + STREAM, (short) stream);
        chunk.set(ValueLayout.JAVA_BYTE, at + LEVEL, (byte) level.rank());
        if (bytes.length > pending.remaining()) {
            flush();
            if (bytes.length > pending.capacity()) {
                pending = ByteBuffer.allocate(bytes.length);
            }
        }
        pending.put(bytes);
        return size++;
    }

    void flush() throws IOException {
        pending.flip();
        while (pending.hasRemaining()) {
            written += texts.write(pending, written);
        }
        pending.clear();
    }

    long timestamp(int id) {
        return chunk(id).get(LONG, at(id) + TIMESTAMP);
    }

    long identity(int id) {
        return chunk(id).get(LONG, at(id) + IDENTITY);
    }

    int stream(int id) {
        return Short.toUnsignedInt(chunk(id).get(SHORT, at(id) + STREAM));
    }

    LogLevel level(int id) {
        return LEVELS[chunk(id).get(ValueLayout.JAVA_BYTE, at(id) + LEVEL)];
    }

    String text(int id) {
        return texts(id, id + 1).getFirst();
    }

    /** The texts of lines that came one after the other, read at once. */
    List<String> texts(int from, int to) {
        if (from == to) {
            return List.of();
        }
        long start = offset(from);
        byte[] bytes = new byte[Math.toIntExact(offset(to - 1) + length(to - 1) - start)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining() && texts.read(buffer, start + buffer.position()) >= 0) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> lines = new ArrayList<>(to - from);
        for (int id = from; id < to; id++) {
            lines.add(new String(bytes, (int) (offset(id) - start), length(id), StandardCharsets.UTF_8));
        }
        return lines;
    }

    /** How many bytes the text of the line has. */
    int length(int id) {
        return chunk(id).get(INT, at(id) + LENGTH);
    }

    private long offset(int id) {
        return chunk(id).get(LONG, at(id) + OFFSET);
    }

    private MemorySegment chunk(int id) {
        return chunks.get(id >>> RECORDS_BITS);
    }

    private static long at(int id) {
        return (long) (id & (RECORDS - 1)) * RECORD;
    }

    @Override
    public void close() throws IOException {
        arena.close();
        texts.close();
        index.close();
    }
}
