package dev.vitrine.web.limit;

import dev.vitrine.web.access.Gate;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what all requests together hold of their bodies within the memory of a small frontend: what is long comes into a
 * file first, however slowly, and then waits for its turn to be taken apart.
 */
public final class LargeBodies {
    private static final Logger LOG = LoggerFactory.getLogger(LargeBodies.class);

    /** Most bytes of a body that is no upload. */
    public static final int MOST = 8_000_000;

    private static final String FILE = "body-file";
    private static final String HELD = "body-held";
    /** Shorter bodies need no turn. */
    private static final int SHORT = 4_096;
    /** A body of that many bytes may be all numbers, each of which takes many times its bytes. */
    private static final int DENSE = 400_000;

    private static final int BUDGET = 2 * DENSE;
    private static final int MOST_OF_STRANGERS = 16_384;
    private static final int MOST_FIELDS = 2_000;
    private static final int PATIENCE_SECONDS = 20;
    private static final int MOST_DRAINED = 4 * MOST;
    private static final Duration DRAINING = Duration.ofSeconds(10);

    private final Semaphore budget = new Semaphore(BUDGET, true);
    private final Path folder;

    /** @param folder for temporary files */
    public LargeBodies(Path folder) {
        this.folder = folder;
    }

    /** Lets a handler have JSON of at most so many bytes, by {@link #open}, when it is its turn. */
    public Handler json(int most, Handler handler) {
        return ctx -> {
            long announced = ctx.req().getContentLengthLong();
            if (announced >= 0 && announced <= Math.min(SHORT, most)) {
                handler.handle(ctx);
                return;
            }
            if (announced > most) {
                throw tooLarge();
            }
            Path file = Files.createTempFile(folder, "body-", ".json");
            int held = 0;
            try {
                spool(ctx.req().getInputStream(), file, most);
                held = take(ctx, Files.size(file));
                ctx.attribute(FILE, file);
                handler.handle(ctx);
            } finally {
                budget.release(held);
                Files.delete(file);
            }
        };
    }

    /** As {@link #json}, for a handler that reads other types as they come. */
    public Handler jsonAmongOthers(int most, Handler handler) {
        Handler json = json(most, handler);
        return ctx -> (ctx.isJson() ? json : handler).handle(ctx);
    }

    /** The body of a request that was let in. */
    public static InputStream open(Context ctx) throws IOException {
        Path file = ctx.attribute(FILE);
        return file == null ? ctx.req().getInputStream() : Files.newInputStream(file);
    }

    /** Before a form is looked at: lets it in when it is its turn. Strangers send short ones. */
    public void takeForm(Context ctx) throws IOException {
        if (!ctx.isFormUrlencoded()) {
            return;
        }
        long length = ctx.req().getContentLengthLong();
        if (length < 0) {
            throw Problem.told(HttpStatus.LENGTH_REQUIRED, "length").exception();
        }
        if (length > (Gate.knownViewer(ctx).isPresent() ? MOST : MOST_OF_STRANGERS)) {
            throw tooLarge();
        }
        if (length > SHORT) {
            ctx.attribute(HELD, take(ctx, length));
        }
        int fields = 1;
        for (byte one : ctx.bodyAsBytes()) {
            fields += one == '&' ? 1 : 0;
        }
        if (fields > MOST_FIELDS) {
            throw tooLarge();
        }
    }

    /** After a request, whatever came of it. */
    public void giveBack(Context ctx) {
        Integer held = ctx.attribute(HELD);
        if (held != null) {
            ctx.attribute(HELD, 0);
            budget.release(held);
        }
    }

    /**
     * After a refused request: throws the unread rest of its body away, up to a limit. Whoever still sends when the
     * connection ends sees it broken, and not why.
     */
    public static void drain(Context ctx) {
        if (ctx.statusCode() < HttpStatus.BAD_REQUEST.getCode() || ctx.header("Expect") != null) {
            return;
        }
        long end = System.nanoTime() + DRAINING.toNanos();
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = ctx.req().getInputStream();
            int left = MOST_DRAINED;
            int read = 0;
            while (read >= 0 && left > 0 && System.nanoTime() < end) {
                read = in.read(buffer);
                left -= read;
            }
        } catch (IOException e) {
            LOG.debug("the rest of a refused request did not come", e);
        }
    }

    private int take(Context ctx, long bytes) {
        int weight = (int) (bytes <= DENSE ? bytes : DENSE + Math.min(MOST, bytes - DENSE) * (BUDGET - DENSE) / MOST);
        try {
            if (budget.tryAcquire(weight, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return weight;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ctx.header("Retry-After", Integer.toString(PATIENCE_SECONDS));
        throw Problem.told(HttpStatus.SERVICE_UNAVAILABLE, "busy").exception();
    }

    private static void spool(InputStream in, Path file, int most) throws IOException {
        byte[] buffer = new byte[8_192];
        long left = most;
        try (OutputStream out = Files.newOutputStream(file)) {
            int read = in.read(buffer);
            while (read >= 0) {
                left -= read;
                if (left < 0) {
                    throw tooLarge();
                }
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
        }
    }

    private static RuntimeException tooLarge() {
        return Problem.told(HttpStatus.CONTENT_TOO_LARGE, "large").exception();
    }
}
