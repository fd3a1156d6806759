package dev.vitrine.common.result;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where the records of a shard's results begin: the byte offset of every {@link #STEP}th record, and at last the total
 * size. Written as 8-byte integers, big-endian.
 */
public final class ResultIndex {
    /** Records from one offset to the next. */
    public static final int STEP = 64;

    private final long[] offsets;

    private ResultIndex(long[] offsets) {
        this.offsets = offsets;
    }

    /**
     * Reads what {@link Builder} wrote.
     *
     * @throws IllegalArgumentException when it is no index
     */
    public static ResultIndex read(byte[] bytes) {
        if (bytes.length < 2 * Long.BYTES || bytes.length % Long.BYTES != 0) {
            throw new IllegalArgumentException("not an index of results: " + bytes.length + " bytes");
        }
        long[] offsets = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(offsets);
        return new ResultIndex(offsets);
    }

    /**
     * The bytes that hold some records.
     *
     * @param from place of the first record in its shard, from 0
     * @param count of records
     */
    public Range range(int from, int count) {
        int first = Math.min(from / STEP, offsets.length - 1);
        int last = Math.min((from + count + STEP - 1) / STEP, offsets.length - 1);
        return new Range(offsets[first], Math.toIntExact(offsets[last] - offsets[first]), from - first * STEP);
    }

    /**
     * Bytes of a part.
     *
     * @param offset of the first byte
     * @param skip records before the first that was asked for
     */
    public record Range(long offset, int length, int skip) {}

    /** Collects offsets while records are written. */
    public static final class Builder {
        private long[] offsets = new long[64];
        private int size;
        private long records;
        private long bytes;

        /** Notes that the next record has so many bytes. */
        public void add(int length) {
            if (records++ % STEP == 0) {
                append(bytes);
            }
            bytes += length;
        }

        /** The index, once all records were added. */
        public byte[] toBytes() {
            append(bytes);
            ByteBuffer buffer = ByteBuffer.allocate(size * Long.BYTES);
            buffer.asLongBuffer().put(offsets, 0, size);
            size--;
            return buffer.array();
        }

        private void append(long offset) {
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, size * 2);
            }
            offsets[size++] = offset;
        }
    }
}
