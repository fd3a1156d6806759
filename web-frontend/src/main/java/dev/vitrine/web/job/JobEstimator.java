package dev.vitrine.web.job;

import dev.vitrine.common.cost.BatchUsage;
import dev.vitrine.common.cost.Bill;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.cost.RealtimeUsage;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prototype.BatchSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.store.IndexUnavailableException;
import dev.vitrine.web.catalog.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Tells before a job starts how long it will take, by how long the last ones took, and what it costs. */
public final class JobEstimator {
    private static final int LOOKED_AT = 20;
    /** Jobs with fewer rows say more about the start of a worker than about its rate. */
    private static final long MANY_ROWS = 2_000;

    private static final double USUAL_START_SECONDS = 60;
    private static final long AT_ONCE_SECONDS = 3;

    private final JobStore jobs;
    private final Optional<PriceList> prices;

    /** @param prices of the region; without them no cost is told */
    public JobEstimator(JobStore jobs, Optional<PriceList> prices) {
        this.jobs = jobs;
        this.prices = prices;
    }

    /**
     * How long a job will take, and what it costs.
     *
     * @param atOnce whether it is answered without waiting for workers
     * @param seconds from the submit to the last row
     * @param measured whether jobs of this prototype tell how long it takes; a usual rate is supposed otherwise
     * @param usd by AWS's list prices; empty where they are not known
     */
    public record Estimate(boolean atOnce, long seconds, boolean measured, OptionalDouble usd) {}

    /** An estimate for a table of so many rows. */
    public Estimate of(Served served, long rows) {
        Prototype prototype = served.prototype();
        if (RealtimeLane.takes(prototype, rows)) {
            RealtimeUsage call =
                    new RealtimeUsage(1, prototype.realtime().memoryMb(), Math.max(1, RealtimeUsage.USUAL_MILLIS));
            return new Estimate(true, AT_ONCE_SECONDS, true, usd(call::bill));
        }
        List<Job> done = recent(served.name());
        double start = done.stream()
                .mapToDouble(job -> seconds(job.submittedAt(), job.startedAt().orElseThrow()))
                .average()
                .orElse(USUAL_START_SECONDS);
        OptionalDouble rate = done.stream().mapToDouble(JobEstimator::rate).average();
        BatchUsage usual =
                BatchUsage.usual(rows, prototype.batch(), prototype.batch().spot());
        double vcpuSeconds = done.stream()
                .mapToDouble(job -> vcpuSecondsPerMillion(job, prototype.batch()))
                .average()
                .orElse(usual.vcpuSecondsPerMillion());
        BatchUsage usage =
                new BatchUsage(rows, usual.spec(), usual.spot(), usual.workers(), vcpuSeconds, usual.bytesPerRow());
        double work = rate.isPresent()
                ? rows / rate.getAsDouble()
                : rows / 1e6 * vcpuSeconds / (usual.spec().cpu() * usual.workers());
        return new Estimate(false, Math.max(1, Math.round(start + work)), rate.isPresent(), usd(usage::bill));
    }

    private OptionalDouble usd(Function<PriceList, Bill> bill) {
        return prices.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(bill.apply(prices.get()).usd());
    }

    /** The last jobs that say how long one takes; none while they cannot be listed. */
    private List<Job> recent(String prototype) {
        try {
            return jobs
                    .list(new JobQuery(
                            Optional.of(prototype), Optional.of(JobState.SUCCEEDED), Optional.empty(), LOOKED_AT))
                    .jobs()
                    .stream()
                    .filter(job -> job.rows() >= MANY_ROWS
                            && job.startedAt().isPresent()
                            && job.finishedAt().isPresent())
                    .toList();
        } catch (IndexUnavailableException e) {
            return List.of();
        }
    }

    private static double vcpuSecondsPerMillion(Job job, BatchSpec spec) {
        return spec.cpu() * Math.min(spec.maxWorkers(), job.shards()) * 1e6 / rate(job);
    }

    private static double rate(Job job) {
        return job.rows()
                / Math.max(
                        0.001,
                        seconds(job.startedAt().orElseThrow(), job.finishedAt().orElseThrow()));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
