package dev.vitrine.common.aws;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.job.Backlog;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.IdempotencyKey;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardQueue;
import dev.vitrine.common.job.SubmitOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Jobs in the table, as submitters, workers and the dispatcher see them. Every method may throw
 * {@link dev.vitrine.common.store.StoreUnavailableException}.
 */
public final class DynamoJobTable implements JobStore, ShardQueue, Backlog {
    private final DynamoJobStore store;
    private final ShardQueue queue;
    private final Backlog backlog;

    /** @param bucket holds headers that are too long for the table */
    public DynamoJobTable(DynamoDbClient client, String tableName, ArtifactBucket bucket, Clock clock) {
        Table table = new Table(client, tableName);
        JobItems jobs = new JobItems(bucket);
        JobEnding ending = new JobEnding(table, jobs, clock);
        this.store = new DynamoJobStore(table, jobs, ending, clock);
        this.queue = new DynamoShardQueue(table, jobs, ending, clock);
        this.backlog = new DynamoBacklog(table, jobs, ending, clock);
    }

    @Override
    public SubmitOutcome submit(JobSubmission submission) {
        return store.submit(submission);
    }

    /**
     * What records a submission that nobody holds, as {@code aws dynamodb transact-write-items --transact-items} takes it.
     * A long header, which the bucket keeps, is not in it.
     */
    public String transactItems(JobSubmission submission) {
        return TransactJson.of(store.writes(submission));
    }

    @Override
    public Optional<SubmitOutcome> replay(IdempotencyKey key) {
        return store.replay(key);
    }

    @Override
    public Optional<Job> find(String jobId) {
        return store.find(jobId);
    }

    @Override
    public JobPage list(JobQuery query) {
        return store.list(query);
    }

    @Override
    public List<Shard> shards(String jobId) {
        return store.shards(jobId);
    }

    @Override
    public List<String> mends(String jobId) {
        return store.mends(jobId);
    }

    @Override
    public Optional<Job> cancel(String jobId) {
        return store.cancel(jobId);
    }

    @Override
    public boolean fail(String jobId, String reason) {
        return store.fail(jobId, reason);
    }

    @Override
    public Optional<Claim> claim(String prototype, String worker, Duration lease) {
        return queue.claim(prototype, worker, lease);
    }

    @Override
    public Optional<Instant> nextExpiry(String prototype) {
        return queue.nextExpiry(prototype);
    }

    @Override
    public Renewal renew(Claim claim, Duration lease, long rowsInWork) {
        return queue.renew(claim, lease, rowsInWork);
    }

    @Override
    public boolean complete(Claim claim, long rejects) {
        return queue.complete(claim, rejects);
    }

    @Override
    public void release(Claim claim) {
        queue.release(claim);
    }

    @Override
    public void fail(Claim claim, String reason) {
        queue.fail(claim, reason);
    }

    @Override
    public void failJob(Claim claim, String reason) {
        queue.failJob(claim, reason);
    }

    @Override
    public boolean elect(String candidate, Duration term) {
        return backlog.elect(candidate, term);
    }

    @Override
    public List<OpenWork> openWork() {
        return backlog.openWork();
    }

    @Override
    public void settle(String jobId) {
        backlog.settle(jobId);
    }
}
