package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.OPEN_INDEX;

import dev.vitrine.common.job.Backlog;
import dev.vitrine.common.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** {@link Backlog} in the table. */
final class DynamoBacklog implements Backlog {
    /** Epoch milliseconds until which the submitter of a job does it without workers. */
    static final String HELD_UNTIL = "heldUntil";

    private final Table table;
    private final JobItems jobs;
    private final JobEnding ending;
    private final Clock clock;

    DynamoBacklog(Table table, JobItems jobs, JobEnding ending, Clock clock) {
        this.table = table;
        this.jobs = jobs;
        this.ending = ending;
        this.clock = clock;
    }

    @Override
    public boolean elect(String candidate, Duration term) {
        Instant now = clock.instant();
        return table.update(
                        "elect the dispatcher",
                        new Change(
                                "LEASE",
                                "dispatcher",
                                "SET #holder = :candidate, #leaseUntil = :until",
                                Change.ABSENT + " OR #holder = :candidate OR #leaseUntil < :expired",
                                Map.of(
                                        ":candidate", Item.of(candidate),
                                        ":until", Item.of(now.plus(term).toEpochMilli()),
                                        ":expired",
                                                Item.of(now.minus(DynamoShardQueue.SKEW)
                                                        .toEpochMilli()))))
                .isDone();
    }

    @Override
    public List<OpenWork> openWork() {
        return table.query(
                        "look for open jobs",
                        QueryRequest.builder()
                                .indexName(OPEN_INDEX)
                                .keyConditionExpression("openPk = :open")
                                .expressionAttributeValues(Map.of(":open", Item.of(JobItems.OPEN_JOBS)))
                                .build())
                .map(this::work)
                .toList();
    }

    /** A job that its submitter does at once needs no worker while the submitter holds it. */
    private OpenWork work(Item item) {
        Job job = jobs.read(item);
        boolean held = item.has(HELD_UNTIL)
                && item.number(HELD_UNTIL)
                        > clock.instant().minus(DynamoShardQueue.SKEW).toEpochMilli();
        int open = job.shards() - job.progress().shardsDone() - job.progress().shardsSetAside();
        return new OpenWork(job, held ? 0 : open);
    }

    @Override
    public void settle(String jobId) {
        ending.settle(jobId);
    }
}
