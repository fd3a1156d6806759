package dev.vitrine.common.job;

import java.util.List;
import java.util.Optional;

/**
 * A job whose shards' inputs are already in the bucket, ready to be recorded.
 *
 * @param job as it will be: QUEUED, without progress
 * @param shardRows rows of each shard, in order; their sum is the job's rows
 * @param idempotency key under which a repeated submit gets this job again
 * @param holder who does its only shard at once; the job is then RUNNING from the start
 * @param webhook address to call when the job has ended
 */
public record JobSubmission(
        Job job,
        List<Integer> shardRows,
        Optional<IdempotencyKey> idempotency,
        Optional<Lease> holder,
        Optional<String> webhook) {
    /** A submission is one transaction, so it holds at most this many shards. */
    public static final int MAX_SHARDS = 95;

    /** A submission that waits for workers. */
    public JobSubmission(Job job, List<Integer> shardRows, Optional<IdempotencyKey> idempotency) {
        this(job, shardRows, idempotency, Optional.empty(), Optional.empty());
    }

    public JobSubmission {
        if (holder.isPresent() && job.shards() != 1) {
            throw new IllegalArgumentException("only a job of one shard is done at once, not of " + job.shards());
        }
        shardRows = List.copyOf(shardRows);
        if (shardRows.size() != job.shards() || shardRows.size() > MAX_SHARDS) {
            throw new IllegalArgumentException("a job has 1 to " + MAX_SHARDS + " shards, not " + shardRows.size());
        }
        if (shardRows.stream().mapToLong(Integer::longValue).sum() != job.rows()) {
            throw new IllegalArgumentException("the shards' rows do not add up to " + job.rows());
        }
        if (job.state() != JobState.QUEUED) {
            throw new IllegalArgumentException("a job is submitted QUEUED, not " + job.state());
        }
    }

    /** The holder's claim of the only shard, once the submission was accepted. */
    public Optional<Claim> claim() {
        return holder.map(lease -> new Claim(
                job,
                new Shard(
                        job.id(),
                        1,
                        1,
                        shardRows.getFirst(),
                        ShardState.LEASED,
                        1,
                        Optional.of(lease),
                        0,
                        0,
                        Optional.empty()),
                lease));
    }
}
