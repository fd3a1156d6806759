package dev.vitrine.localcloud.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** One request to a function, on its way. */
final class Invocation {
    /** How much of the log a caller who asks for it gets, bytes. */
    private static final int MAX_TAIL = 4096;

    private final String requestId;
    private final Payload payload;
    private final Optional<String> clientContext;
    private final boolean wantsTail;
    private final StringBuilder tail = new StringBuilder();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile long nanos = -1;

    Invocation(String requestId, Payload payload, Optional<String> clientContext, boolean wantsTail) {
        this.requestId = requestId;
        this.payload = payload;
        this.clientContext = clientContext;
        this.wantsTail = wantsTail;
    }

    String requestId() {
        return requestId;
    }

    Payload payload() {
        return payload;
    }

    /** What the caller sent in {@code X-Amz-Client-Context}, decoded. */
    Optional<String> clientContext() {
        return clientContext;
    }

    boolean wantsTail() {
        return wantsTail;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** Says how long the function worked, before the outcome is told. */
    void took(long duration) {
        nanos = duration;
    }

    /** How long the function worked; empty when it did not begin, and until the outcome is told. */
    OptionalLong nanos() {
        return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** What is said of it when it took longer than it may. */
    String timedOut(Instant now, double seconds) {
        return String.format(
                Locale.ROOT,
                "%s %s Task timed out after %.2f seconds",
                now.truncatedTo(ChronoUnit.MILLIS),
                requestId,
                seconds);
    }

    /** Keeps a line for the caller who asked for the log's end. */
    synchronized void tail(String line) {
        if (wantsTail) {
            tail.append(line).append('\n');
            if (tail.length() > 4 * MAX_TAIL) {
                tail.delete(0, tail.length() - MAX_TAIL);
            }
        }
    }

    /** The last 4 KB of the log, UTF-8. */
    synchronized byte[] tail() {
        byte[] all = tail.toString().getBytes(StandardCharsets.UTF_8);
        int start = Math.max(0, all.length - MAX_TAIL);
        return Arrays.copyOfRange(all, start, all.length);
    }
}
