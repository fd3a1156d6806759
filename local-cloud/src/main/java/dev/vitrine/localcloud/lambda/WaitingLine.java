package dev.vitrine.localcloud.lambda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for their turn, in order of arrival. One that gives up completes its turn itself. Used with the
 * pool's lock held.
 */
final class WaitingLine {
    private final Deque<CompletableFuture<Turn>> line = new ArrayDeque<>();

    boolean isEmpty() {
        return line.isEmpty();
    }

    int size() {
        return line.size();
    }

    void join(CompletableFuture<Turn> turn) {
        line.add(turn);
    }

    /** Gives the turn to the first who still waits; false when nobody does. */
    boolean call(Turn turn) {
        for (@Nullable CompletableFuture<Turn> next = line.pollFirst(); next != null; next = line.pollFirst()) {
            if (next.complete(turn)) {
                return true;
            }
        }
        return false;
    }

    /** Takes those out who gave up. */
    void tidy() {
        line.removeIf(CompletableFuture::isDone);
    }

    /** Gives the same turn to all. */
    void dismiss(Turn turn) {
        line.forEach(waiting -> waiting.complete(turn));
        line.clear();
    }
}
