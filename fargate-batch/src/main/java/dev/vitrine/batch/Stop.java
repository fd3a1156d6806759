package dev.vitrine.batch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The wish that the worker end soon: raised by SIGTERM, which then waits until the worker has tidied up. */
final class Stop implements AutoCloseable {
    /** ECS sends SIGKILL 30 s after SIGTERM. */
    private static final Duration TIDYING = Duration.ofSeconds(25);

    private static final long NOT_WISHED = Long.MAX_VALUE;

    private final AtomicLong deadline = new AtomicLong(NOT_WISHED);
    private final CountDownLatch tidied = new CountDownLatch(1);
    private final Duration grace;

    Stop(Duration grace) {
        this.grace = grace;
    }

    /** @param grace for a shard that is nearly done */
    static Stop onTermination(Duration grace) {
        Stop stop = new Stop(grace);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::wishAndWait, "stop"));
        return stop;
    }

    void wish() {
        deadline.compareAndSet(NOT_WISHED, System.nanoTime() + grace.toNanos());
    }

    private void wishAndWait() {
        wish();
        try {
            tidied.await(TIDYING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isWished() {
        return deadline.get() != NOT_WISHED;
    }

    /** Whether work that takes so long from now should be given up. */
    boolean forbids(Duration rest) {
        long until = deadline.get();
        return until != NOT_WISHED && until - System.nanoTime() < rest.toNanos();
    }

    /** Waits for that long or until the wish is raised. */
    void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (!isWished() && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Math.min(Duration.ofMillis(100).toNanos(), Math.max(1, end - System.nanoTime())));
        }
    }

    /** The worker has tidied up. */
    @Override
    public void close() {
        tidied.countDown();
    }
}
