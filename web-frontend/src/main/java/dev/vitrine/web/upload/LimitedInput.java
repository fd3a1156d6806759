package dev.vitrine.web.upload;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on at most so many bytes; more are a {@link TableException}. */
public final class LimitedInput extends FilterInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(LimitedInput.class);
    private static final long MAX_DISCARDED = 1L << 30;
    private static final long DISCARD_NANOS = TimeUnit.SECONDS.toNanos(10);

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

    /**
     * Reads, in bounds, what a refused sender is still sending: whose bytes nobody takes sees a broken connection instead
     * of the answer. One that waits to be told to go on sends nothing.
     */
    public static void discardRest(HttpServletRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            return;
        }
        long end = System.nanoTime() + DISCARD_NANOS;
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = request.getInputStream();
            long left = MAX_DISCARDED;
            int read = 0;
            while (read >= 0 && left > 0 && System.nanoTime() < end) {
                read = in.read(buffer);
                left -= read;
            }
        } catch (IOException e) {
            LOG.debug("a refused sender went away", e);
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
        return TableException.tooLarge("bytes", limit >> 20);
    }
}
