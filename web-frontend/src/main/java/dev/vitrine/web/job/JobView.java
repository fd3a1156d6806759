package dev.vitrine.web.job;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A job as it is watched.
 *
 * @param rowsInWork rows that workers have answered in shards that are not done yet
 * @param shardsInWork shards that a worker holds
 * @param workers that hold a shard
 */
public record JobView(Job job, long rowsInWork, int shardsInWork, int workers) {
    private static final Duration TOO_SHORT = Duration.ofMillis(500);

    /** The job by what its own record says. */
    public static JobView of(Job job) {
        return new JobView(job, 0, 0, 0);
    }

    /** The job with what its workers do right now. */
    public static JobView of(Job job, List<Shard> shards, Instant now) {
        List<Shard> leased = shards.stream()
                .filter(shard -> shard.state() == ShardState.LEASED
                        && shard.lease().map(Lease::until).orElse(Instant.MIN).isAfter(now))
                .toList();
        long rows = leased.stream().mapToLong(Shard::rowsInWork).sum();
        long workers = leased.stream()
                .map(shard -> shard.lease().map(Lease::worker).orElse(""))
                .distinct()
                .count();
        return job.state().isDone() ? of(job) : new JobView(job, rows, leased.size(), (int) workers);
    }

    /** Rows answered so far. */
    public long rowsDone() {
        return Math.min(job.rows(), job.progress().rowsDone() + rowsInWork);
    }

    /** Rows per second since the job started; empty while that says nothing. */
    public OptionalDouble rate(Instant now) {
        if (job.startedAt().isEmpty() || rowsDone() == 0) {
            return OptionalDouble.empty();
        }
        Duration taken =
                Duration.between(job.startedAt().get(), job.finishedAt().orElse(now));
        if (taken.compareTo(TOO_SHORT) < 0 && !job.state().isDone()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(rowsDone() * 1000.0 / Math.max(1, taken.toMillis()));
    }

    /** Seconds until the last row is answered at the present rate; empty when the job does not run. */
    public OptionalLong secondsLeft(Instant now) {
        OptionalDouble rate = rate(now);
        if (job.state() != JobState.RUNNING || rate.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((long) Math.ceil((job.rows() - rowsDone()) / rate.getAsDouble()));
    }

    /** Done rows in whole percent, rounded down. */
    public int percent() {
        return (int) (rowsDone() * 100 / job.rows());
    }
}
