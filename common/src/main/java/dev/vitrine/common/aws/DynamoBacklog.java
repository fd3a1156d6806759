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
                .map(jobs::read)
                .map(DynamoBacklog::work)
                .toList();
    }

    private static OpenWork work(Job job) {
        return new OpenWork(
                job, job.shards() - job.progress().shardsDone() - job.progress().shardsSetAside());
    }

    @Override
    public void settle(String jobId) {
        ending.settle(jobId);
    }
}
