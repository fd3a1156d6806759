package dev.vitrine.batch;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.ShardQueue;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the lease of a shard while it is worked on: renews it every second on a thread of its own, and tells the work
 * when it may write. Time is this process's monotonic clock, which goes on while the process is paused.
 */
final class LeaseKeeper implements AutoCloseable {
    /** Nothing is written once less than this is left of the lease, until it is renewed. */
    static final Duration MARGIN = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final ShardQueue queue;
    private final Claim claim;
    private final Duration lease;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong until;
    private final Thread thread;
    private volatile @Nullable String lost;
    private volatile boolean closed;

    private LeaseKeeper(ShardQueue queue, Claim claim, Duration lease, long asked) {
        this.queue = queue;
        this.claim = claim;
        this.lease = lease;
        this.until = new AtomicLong(asked + lease.toNanos());
        this.thread = Thread.ofPlatform().daemon().name("lease").unstarted(this::keep);
    }

    /** @param asked {@link System#nanoTime} just before the claim was asked for */
    static LeaseKeeper start(ShardQueue queue, Claim claim, Duration lease, long asked) {
        LeaseKeeper keeper = new LeaseKeeper(queue, claim, lease, asked);
        keeper.thread.start();
        return keeper;
    }

    private void keep() {
        while (!closed) {
            LockSupport.parkNanos(RENEWAL.toNanos());
            if (closed) {
                return;
            }
            long asked = System.nanoTime();
            try {
                switch (queue.renew(claim, lease, rows.get())) {
                    case HELD -> until.set(asked + lease.toNanos());
                    case LOST -> lose("its lease is another's now");
                    case JOB_DONE -> lose("the job was ended");
                }
            } catch (RuntimeException e) {
                LOG.warn("the lease could not be renewed: {}", e.getMessage());
            }
        }
    }

    private void lose(String why) {
        lost = why;
        closed = true;
    }

    /** Tells watchers how far the shard is, with the next renewal. */
    void progress(long rowsSoFar) {
        rows.set(rowsSoFar);
    }

    /** @throws LeaseLostException when the work is in vain */
    void check() {
        String why = lost;
        if (why != null) {
            throw new LeaseLostException(why);
        }
    }

    /**
     * Returns when something may be written: at once, or after the renewal that is due.
     *
     * @throws LeaseLostException when the lease is lost
     */
    void awaitWritable() {
        check();
        while (until.get() - System.nanoTime() < MARGIN.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
            check();
            if (closed || !thread.isAlive()) {
                throw new LeaseLostException("its lease could not be renewed");
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
