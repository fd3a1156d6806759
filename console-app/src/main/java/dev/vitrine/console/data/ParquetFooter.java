package dev.vitrine.console.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Parquet file says of itself at its end: columns and the number of rows. It is written in Thrift's compact form.
 *
 * @param columns names with types
 */
record ParquetFooter(long rows, List<String> columns) {
    /** Bytes at the end of a file that tell how long the footer is. */
    static final int TAIL = 8;

    private static final int MOST_DEPTH = 32;
    private static final List<String> TYPES =
            List.of("boolean", "int32", "int64", "int96", "float", "double", "bytes", "fixed bytes");

    ParquetFooter {
        columns = List.copyOf(columns);
    }

    /** Length of the footer, from the last bytes of the file; -1 when it is no Parquet file. */
    static int length(byte[] tail) {
        if (tail.length != TAIL || !new String(tail, 4, 4, StandardCharsets.US_ASCII).equals("PAR1")) {
            return -1;
        }
        return ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /**
     * Reads the footer.
     *
     * @throws IllegalArgumentException when it is not understood
     */
    static ParquetFooter read(byte[] bytes) {
        try {
            return new Reader(ByteBuffer.wrap(bytes)).footer();
        } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the footer of the Parquet file is damaged", e);
        }
    }

    /** Thrift's compact form, as far as it is needed. */
    private record Reader(ByteBuffer in) {
        private static final int STOP = 0;

        ParquetFooter footer() {
            long rows = 0;
            List<String> columns = new ArrayList<>();
            int field = 0;
            for (int head = in.get(); head != STOP; head = in.get()) {
                field = field(head, field);
                if (field == 2 && type(head) == 9) {
                    int size = listSize();
                    for (int i = 0; i < size; i++) {
                        element().ifPresent(columns::add);
                    }
                } else if (field == 3) {
                    rows = zigzag();
                } else {
                    skip(type(head), 0);
                }
            }
            return new ParquetFooter(rows, columns);
        }

        /** A column; empty for a group of columns. */
        private java.util.Optional<String> element() {
            String name = "";
            int kind = -1;
            int field = 0;
            for (int head = in.get(); head != STOP; head = in.get()) {
                field = field(head, field);
                switch (field) {
                    case 1 -> kind = (int) zigzag();
                    case 4 -> name = text();
                    default -> skip(type(head), 0);
                }
            }
            return kind < 0 || kind >= TYPES.size()
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(name + " = " + TYPES.get(kind));
        }

        private int field(int head, int before) {
            int delta = (head >> 4) & 15;
            return delta == 0 ? (int) zigzag() : before + delta;
        }

        private static int type(int head) {
            return head & 15;
        }

        private int listSize() {
            int head = in.get();
            int size = (head >> 4) & 15;
            return size == 15 ? (int) number() : size;
        }

        private void skip(int type, int depth) {
            if (depth > MOST_DEPTH) {
                throw new IllegalArgumentException("the footer of the Parquet file is nested too deeply");
            }
            switch (type) {
                case 1, 2 -> {}
                case 3 -> in.get();
                case 4, 5, 6 -> number();
                case 7 -> in.position(in.position() + 8);
                case 8 -> in.position(in.position() + (int) number());
                case 9, 10 -> skipList(depth);
                case 11 -> skipMap(depth);
                case 12 -> {
                    int field = 0;
                    for (int head = in.get(); head != STOP; head = in.get()) {
                        field = field(head, field);
                        skip(type(head), depth + 1);
                    }
                }
                default -> throw new IllegalArgumentException("the footer of the Parquet file is not understood");
            }
        }

        private void skipList(int depth) {
            int head = in.get(in.position());
            int size = listSize();
            for (int i = 0; i < size; i++) {
                skipElement(type(head), depth);
            }
        }

        private void skipMap(int depth) {
            int size = (int) number();
            if (size > 0) {
                int types = in.get();
                for (int i = 0; i < size; i++) {
                    skipElement((types >> 4) & 15, depth);
                    skipElement(types & 15, depth);
                }
            }
        }

        /** In lists a truth value has a byte of its own. */
        private void skipElement(int type, int depth) {
            if (type == 1 || type == 2) {
                in.get();
            } else {
                skip(type, depth + 1);
            }
        }

        private String text() {
            byte[] bytes = new byte[Math.toIntExact(Math.min(number(), in.remaining()))];
            in.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private long number() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                int next = in.get();
                value |= (long) (next & 127) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("the footer of the Parquet file is damaged");
        }

        private long zigzag() {
            long value = number();
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
