package dev.vitrine.web.job;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.catalog.Served;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tells before a job starts how long it will take, by how long the last ones took. */
public final class JobEstimator {
    private static final int LOOKED_AT = 20;
    /** Jobs with fewer rows say more about the start of a worker than about its rate. */
    private static final long MANY_ROWS = 2_000;

    private static final Duration USUAL_START = Duration.ofSeconds(60);
    private static final long AT_ONCE_SECONDS = 3;

    private final JobStore jobs;

    public JobEstimator(JobStore jobs) {
        this.jobs = jobs;
    }

    /**
     * How long a job will take.
     *
     * @param atOnce whether it is answered without waiting for workers
     * @param seconds from the submit to the last row; empty while no job tells
     * @param jobs from which it is told
     */
    public record Estimate(boolean atOnce, Optional<Long> seconds, int jobs) {}

    /** An estimate for a table of so many rows. */
    public Estimate of(Served served, long rows) {
        if (RealtimeLane.takes(served.prototype(), rows)) {
            return new Estimate(true, Optional.of(AT_ONCE_SECONDS), 0);
        }
        List<Job> done = jobs
                .list(new JobQuery(
                        Optional.of(served.name()), Optional.of(JobState.SUCCEEDED), Optional.empty(), LOOKED_AT))
                .jobs()
                .stream()
                .filter(job -> job.rows() >= MANY_ROWS
                        && job.startedAt().isPresent()
                        && job.finishedAt().isPresent())
                .toList();
        OptionalDouble rate = done.stream().mapToDouble(JobEstimator::rate).average();
        double start = done.stream()
                .mapToLong(job -> Duration.between(
                                job.submittedAt(), job.startedAt().orElseThrow())
                        .toMillis())
                .average()
                .orElse((double) USUAL_START.toMillis());
        return new Estimate(
                false,
                rate.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Math.max(1, Math.round(start / 1000 + rows / rate.getAsDouble()))),
                done.size());
    }

    private static double rate(Job job) {
        Duration took =
                Duration.between(job.startedAt().orElseThrow(), job.finishedAt().orElseThrow());
        return job.rows() * 1000.0 / Math.max(1, took.toMillis());
    }
}
