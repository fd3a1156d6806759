package dev.vitrine.web.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * A part of a workbook as it is inflated. A part that grows out of all proportion, or holds a text longer than a cell may
 * be, is refused before it fills the memory.
 */
final class InflatedPart extends FilterInputStream {
    /** Ratio of a part that was made by compression, not by malice, with room to spare. */
    private static final long MOST_GROWTH = 100;

    private static final long ALWAYS_ALLOWED = 20_000_000;
    /** Bytes of a character, as it may be escaped in XML. */
    private static final int BYTES_PER_CHARACTER = 8;

    private final long most;
    private final long longestRun;
    private long passed;
    private long run;

    /** @param cell most characters of a cell */
    InflatedPart(InputStream in, ZipEntry entry, int cell) {
        super(in);
        this.most = Math.max(ALWAYS_ALLOWED, MOST_GROWTH * Math.max(0, entry.getCompressedSize()));
        this.longestRun = (long) cell * BYTES_PER_CHARACTER;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read;
        try {
            read = super.read(bytes, from, length);
        } catch (ZipException e) {
            throw broken();
        }
        for (int i = from; i < from + read; i++) {
            run = bytes[i] == '<' || bytes[i] == '>' ? 0 : run + 1;
            if (run > longestRun) {
                throw TableException.tooLarge("excel.long-cell", longestRun / BYTES_PER_CHARACTER);
            }
        }
        passed += Math.max(0, read);
        if (passed > most) {
            throw TableException.tooLarge("excel.growth", MOST_GROWTH);
        }
        return read;
    }

    static TableException broken() {
        return TableException.unsupported("excel.broken");
    }
}
