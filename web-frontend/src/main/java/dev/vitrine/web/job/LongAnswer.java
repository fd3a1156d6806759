package dev.vitrine.web.job;

import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Sends what is too long to be made before it is sent. When it breaks off after some of it was sent, so does the
 * connection: no part may pass for the whole.
 */
public final class LongAnswer {
    private static final int BUFFER = 1 << 15;

    private LongAnswer() {}

    /** Makes the answer. */
    public interface Maker {
        /** Writes it to a stream, and closes that or not. */
        void write(OutputStream out) throws IOException;
    }

    /** Sends what the maker writes. What it throws before anything was sent is answered like any other problem. */
    public static void send(Context ctx, Maker maker) throws IOException {
        Begun answer = new Begun(ctx);
        Buffer out = new Buffer(answer);
        boolean whole = false;
        try {
            maker.write(out);
            out.end();
            whole = true;
        } finally {
            if (!whole && answer.out != null) {
                breakOff(ctx);
            } else if (!whole) {
                ctx.res().setHeader("Content-Disposition", null);
            }
        }
    }

    private static void breakOff(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    /** The answer's stream, which begins with the first bytes. */
    private static final class Begun extends OutputStream {
        private final Context ctx;
        private @org.jspecify.annotations.Nullable OutputStream out;

        Begun(Context ctx) {
            this.ctx = ctx;
        }

        private OutputStream out() {
            OutputStream begun = out == null ? ctx.outputStream() : out;
            out = begun;
            return begun;
        }

        @Override
        public void write(int one) throws IOException {
            out().write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out().write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out().close();
        }
    }

    /** Passes on only what fills it, until the end: whoever writes may flush or close it at any time. */
    private static final class Buffer extends BufferedOutputStream {
        Buffer(Begun answer) {
            super(answer, BUFFER);
        }

        @Override
        public synchronized void flush() {
            // Not before it is full.
        }

        @Override
        public void close() {
            // Not before the end.
        }

        void end() throws IOException {
            super.flush();
            out.close();
        }
    }
}
