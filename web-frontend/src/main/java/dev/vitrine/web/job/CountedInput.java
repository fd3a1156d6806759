package dev.vitrine.web.job;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that were read. */
final class CountedInput extends FilterInputStream {
    private long passed;

    CountedInput(InputStream in) {
        super(in);
    }

    long passed() {
        return passed;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        passed += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        passed += Math.max(0, read);
        return read;
    }
}
