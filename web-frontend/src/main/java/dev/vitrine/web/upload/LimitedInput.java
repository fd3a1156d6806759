package dev.vitrine.web.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes on at most so many bytes; more are a {@link TableException}. */
public final class LimitedInput extends FilterInputStream {
    private final long limit;
    private long passed;

    public LimitedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** Refuses an upload that announces more than the limit, before a byte of it is read. */
    public static void checkAnnounced(long contentLength, long limit) {
        if (contentLength > limit) {
            throw tooLarge(limit);
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) {
        passed += bytes;
        if (passed > limit) {
            throw tooLarge(limit);
        }
    }

    private static TableException tooLarge(long limit) {
        return TableException.tooLarge(
                "The upload is larger than " + (limit >> 20) + " MB, the most that is taken at once.",
                "Split the table into several files, or have MAX_UPLOAD_MB raised.");
    }
}
