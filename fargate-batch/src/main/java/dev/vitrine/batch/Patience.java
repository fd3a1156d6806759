package dev.vitrine.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When a worker that finds nothing to claim may go. Living holders renew their leases every second, so an earliest
 * expiry that stands still over two looks belongs to a holder that died: its shard is worth waiting for.
 */
final class Patience {
    static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Deque<Optional<Instant>> lastTwo = new ArrayDeque<>();
    private int looks;

    /** There was work. */
    void reset() {
        lastTwo.clear();
        looks = 0;
    }

    /**
     * Whether to go now.
     *
     * @param earliest when the next lease runs out
     */
    boolean isOver(Optional<Instant> earliest) {
        looks++;
        boolean over = earliest.isEmpty()
                ? looks >= 2
                : looks > 3 && !lastTwo.getFirst().equals(earliest);
        lastTwo.addLast(earliest);
        if (lastTwo.size() > 2) {
            lastTwo.removeFirst();
        }
        return over;
    }
}
