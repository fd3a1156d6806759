package dev.vitrine.common.aws;

import dev.vitrine.common.job.IdempotencyKey;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.SubmitOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** {@link JobStore} in the table. */
final class DynamoJobStore implements JobStore {
    private static final Duration KEYS_KEPT = Duration.ofHours(24);
    private static final String IDEMPOTENCY = "IDEMPOTENCY";

    private final Table table;
    private final JobItems jobs;
    private final JobEnding ending;
    private final Clock clock;

    DynamoJobStore(Table table, JobItems jobs, JobEnding ending, Clock clock) {
        this.table = table;
        this.jobs = jobs;
        this.ending = ending;
        this.clock = clock;
    }

    @Override
    public SubmitOutcome submit(JobSubmission submission) {
        Job job = submission.job();
        jobs.keepHeader(job);
        String doing = "record job " + job.id();
        if (table.transact(doing, writes(submission)).isEmpty()) {
            return new SubmitOutcome.Accepted(job);
        }
        Optional<SubmitOutcome> before = submission.idempotency().flatMap(this::replay);
        return before.orElseGet(() -> find(job.id())
                .map(SubmitOutcome.Replayed::new)
                .orElseThrow(() -> new IllegalStateException("cannot " + doing + ": parts of it are there already")));
    }

    /** What records a submission, all or nothing. */
    List<TransactWriteItem> writes(JobSubmission submission) {
        Job job = submission.job();
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<String, AttributeValue> item = JobItems.submitted(job);
        submission.holder().ifPresent(lease -> hold(item, lease));
        writes.add(table.put(item, Change.ABSENT, Map.of()));
        job.parent()
                .ifPresent(parent -> writes.add(table.put(JobItems.mend(parent, job.id()), Change.ABSENT, Map.of())));
        submission.idempotency().ifPresent(key -> writes.add(keep(key, job.id())));
        submission
                .webhook()
                .ifPresent(
                        url -> writes.add(table.put(DynamoWebhookStore.submitted(job, url), Change.ABSENT, Map.of())));
        long firstRow = 1;
        for (int shard = 1; shard <= job.shards(); shard++) {
            int rows = submission.shardRows().get(shard - 1);
            Map<String, AttributeValue> part = ShardItems.submitted(job, shard, firstRow, rows);
            submission.holder().ifPresent(lease -> ShardItems.hold(part, lease));
            writes.add(table.put(part, Change.ABSENT, Map.of()));
            firstRow += rows;
        }
        return writes;
    }

    private void hold(Map<String, AttributeValue> job, Lease lease) {
        job.put("state", Item.of(JobState.RUNNING.name()));
        job.put("startedAt", Item.of(clock.instant()));
        job.put(DynamoBacklog.HELD_UNTIL, Item.of(lease.until().toEpochMilli()));
    }

    private TransactWriteItem keep(IdempotencyKey key, String jobId) {
        Map<String, AttributeValue> item = Item.with(pk(key), IDEMPOTENCY);
        item.put("jobId", Item.of(jobId));
        item.put("bodyDigest", Item.of(key.bodyDigest()));
        item.put(
                VitrineTable.EXPIRES_AT, Item.of(clock.instant().plus(KEYS_KEPT).getEpochSecond()));
        return table.put(
                item,
                Change.ABSENT + " OR #" + VitrineTable.EXPIRES_AT + " < :now",
                Map.of(":now", Item.of(clock.instant().getEpochSecond())));
    }

    private static String pk(IdempotencyKey key) {
        return IDEMPOTENCY + "#" + key.owner() + "#" + key.key();
    }

    @Override
    public Optional<SubmitOutcome> replay(IdempotencyKey key) {
        Optional<Item> kept = table.get("look for an idempotency key", pk(key), IDEMPOTENCY)
                .filter(item ->
                        item.number(VitrineTable.EXPIRES_AT) >= clock.instant().getEpochSecond());
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        if (!kept.get().text("bodyDigest").equals(key.bodyDigest())) {
            return Optional.of(new SubmitOutcome.KeyReused(key.key()));
        }
        return find(kept.get().text("jobId")).map(SubmitOutcome.Replayed::new);
    }

    @Override
    public Optional<Job> find(String jobId) {
        return table.get("look for job " + jobId, JobItems.pk(jobId), JobItems.JOB)
                .map(jobs::read);
    }

    @Override
    public JobPage list(JobQuery query) {
        JobListing listing = JobListing.of(query);
        if (!Table.isPartition(listing.of())) {
            return new JobPage(List.of(), Optional.empty());
        }
        try (Stream<Item> items = table.query("list the jobs", listing.request(query))) {
            List<Job> found = items.limit(query.limit() + 1L).map(jobs::read).toList();
            if (found.size() <= query.limit()) {
                return new JobPage(found, Optional.empty());
            }
            List<Job> page = found.subList(0, query.limit());
            return new JobPage(page, Optional.of(page.getLast().id()));
        }
    }

    @Override
    public List<Shard> shards(String jobId) {
        return ending.shardItems(jobId).map(ShardItems::read).toList();
    }

    @Override
    public List<String> mends(String jobId) {
        return table.query(
                        "list the mends of job " + jobId,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk AND begins_with(sk, :mend)")
                                .expressionAttributeValues(
                                        Map.of(":pk", Item.of(JobItems.pk(jobId)), ":mend", Item.of(JobItems.MEND)))
                                .build())
                .map(item -> item.text(VitrineTable.SK).substring(JobItems.MEND.length()))
                .toList();
    }

    @Override
    public Optional<Job> cancel(String jobId) {
        ending.end(jobId, JobState.CANCELLED, Optional.empty());
        return find(jobId);
    }

    @Override
    public boolean fail(String jobId, String reason) {
        return ending.end(jobId, JobState.FAILED, Optional.of(reason));
    }
}
