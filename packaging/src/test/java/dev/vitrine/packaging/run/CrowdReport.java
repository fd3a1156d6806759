package dev.vitrine.packaging.run;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What a crowd met, counted by all its threads. */
final class CrowdReport {
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();
    private final AtomicInteger signedOut = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final Collection<Long> predictionNanos = new ConcurrentLinkedQueue<>();
    private final Collection<String> jobs = new ConcurrentLinkedQueue<>();
    private final Collection<String> errors = new ConcurrentLinkedQueue<>();

    void answered() {
        answered.incrementAndGet();
    }

    void retried() {
        retried.incrementAndGet();
    }

    void signedOut() {
        signedOut.incrementAndGet();
    }

    void predicted(long nanos) {
        predictionNanos.add(nanos);
    }

    void submitted(String job) {
        jobs.add(job);
    }

    void stream(boolean began) {
        if (began) {
            streams.incrementAndGet();
        } else {
            retried.incrementAndGet();
        }
    }

    void error(String what) {
        errors.add(what);
    }

    List<String> jobs() {
        return List.copyOf(jobs);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    int timesSignedOut() {
        return signedOut.get();
    }

    /** One line of numbers. */
    String line() {
        long[] nanos =
                predictionNanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%,d answers, %,d predictions (p50 %.0f ms, p99 %.0f ms, slowest %.0f ms), %d jobs, %d event streams, "
                        + "%d sent again, %d errors, %d signed out",
                answered.get(),
                nanos.length,
                place(nanos, 0.5),
                place(nanos, 0.99),
                place(nanos, 1),
                jobs.size(),
                streams.get(),
                retried.get(),
                errors.size(),
                signedOut.get());
    }

    private static double place(long[] nanos, double share) {
        return nanos.length == 0 ? Double.NaN : nanos[(int) Math.min(nanos.length - 1, share * nanos.length)] / 1e6;
    }

    @Override
    public String toString() {
        return line() + Arrays.toString(errors.stream().limit(5).toArray());
    }
}
