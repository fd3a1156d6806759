package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a crowd met, counted by all its threads. */
final class CrowdReport {
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger signedOut = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final Collection<Long> predictionNanos = new ConcurrentLinkedQueue<>();
    private final Collection<String> jobs = new ConcurrentLinkedQueue<>();
    private final Collection<String> errors = new ConcurrentLinkedQueue<>();

    /**
     * Lets people loose on a started Vitrine.
     *
     * @param halfWay is done after half the time
     */
    static CrowdReport of(RunningVitrine vitrine, int people, int seconds, Runnable halfWay)
            throws InterruptedException {
        CrowdReport report = new CrowdReport();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            for (int i = 0; i < people; i++) {
                crowd.execute(new Stakeholder(http, vitrine.web(), vitrine.password(), report, end, i));
            }
            crowd.shutdown();
            boolean early = crowd.awaitTermination(TimeUnit.SECONDS.toMillis(seconds) / 2, TimeUnit.MILLISECONDS);
            assertThat(early).as(report.toString()).isFalse();
            halfWay.run();
            assertThat(crowd.awaitTermination(seconds + 180L, TimeUnit.SECONDS)).isTrue();
        }
        return report;
    }

    /** Jobs that were accepted and did not succeed. Waits for those that are not done. */
    List<String> lost(ApiClient api) {
        return jobs.stream()
                .filter(job -> !api.awaitDone(job, Duration.ofMinutes(2))
                        .path("state")
                        .asText()
                        .equals("SUCCEEDED"))
                .toList();
    }

    void answered() {
        answered.incrementAndGet();
    }

    /** A connection was cut before the answer was whole. */
    void cut() {
        cut.incrementAndGet();
    }

    /** The load balancer answered 502 to 504, since it had no replica that did. */
    void turnedAway() {
        turnedAway.incrementAndGet();
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

    void stream() {
        streams.incrementAndGet();
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
        return String.format(
                Locale.ROOT,
                "%,d answers, %,d predictions (p50 %.0f ms, p99 %.0f ms, slowest %.0f ms), %d jobs, %d event streams, "
                        + "%d connections cut and %d answers 502 to 504, each sent again, %d errors, %d signed out",
                answered.get(),
                predictionNanos.size(),
                predictionMillis(0.5),
                predictionMillis(0.99),
                predictionMillis(1),
                jobs.size(),
                streams.get(),
                cut.get(),
                turnedAway.get(),
                errors.size(),
                signedOut.get());
    }

    /** What so large a share of the predictions took at most, from the first time that they were sent. */
    double predictionMillis(double share) {
        long[] nanos =
                predictionNanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return nanos.length == 0 ? Double.NaN : nanos[(int) Math.min(nanos.length - 1, share * nanos.length)] / 1e6;
    }

    @Override
    public String toString() {
        return line() + Arrays.toString(errors.stream().limit(5).toArray());
    }
}
