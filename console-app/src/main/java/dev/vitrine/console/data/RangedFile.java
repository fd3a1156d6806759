package dev.vitrine.console.data;

import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file that is read piece by piece, in the order in which a reader seeks, and not beyond a number of bytes. */
final class RangedFile implements InputFile {
    /** A reader that asks for a few bytes gets more at once, since each request takes its time. */
    private static final int LEAST_REQUEST = 64 * 1024;

    /** Bytes from an offset, fewer at the end of the file. */
    @FunctionalInterface
    interface Source {
        byte[] read(long from, int length);
    }

    private final long length;
    private final Source source;
    private long allowance;

    /** @param allowance that may be read of it, in bytes */
    RangedFile(long length, Source source, long allowance) {
        this.length = length;
        this.source = source;
        this.allowance = allowance;
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public SeekableInputStream newStream() {
        Pieces pieces = new Pieces();
        return new DelegatingSeekableInputStream(pieces) {
            @Override
            public long getPos() {
                return pieces.position;
            }

            @Override
            public void seek(long position) {
                pieces.position = position;
            }
        };
    }

    private final class Pieces extends InputStream {
        private long position;
        private long start;
        private byte[] piece = {};

        @Override
        public int read() throws IOException {
            return available(1) == 0 ? -1 : Byte.toUnsignedInt(piece[(int) (position++ - start)]);
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            int got = Math.min(wanted, available(wanted));
            if (got == 0) {
                return -1;
            }
            System.arraycopy(piece, (int) (position - start), into, offset, got);
            position += got;
            return got;
        }

        /** How many bytes of the present piece are ahead; fetches the next one first if none is. */
        private int available(int wanted) throws IOException {
            if (position < start || position >= start + piece.length) {
                fetch(wanted);
            }
            return (int) (start + piece.length - position);
        }

        private void fetch(int wanted) throws IOException {
            int asked = (int) Math.min(Math.max(wanted, LEAST_REQUEST), Math.max(0, length - position));
            if (asked > allowance) {
                throw new IOException("more of the file would have to be read than is read for a preview");
            }
            allowance -= asked;
            piece = asked == 0 ? new byte[0] : source.read(position, asked);
            start = position;
        }
    }
}
