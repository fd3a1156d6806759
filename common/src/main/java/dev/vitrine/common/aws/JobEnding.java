package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.OPEN_PK;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardState;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** How a job ends, once, and what ends of its shards: with the job, or by being set aside. */
final class JobEnding {
    private static final String NOT_DONE = "(#state = :queued OR #state = :running)";
    private static final int LONGEST_REASON = 1_000;

    private final Table table;
    private final JobItems jobs;
    private final Clock clock;

    JobEnding(Table table, JobItems jobs, Clock clock) {
        this.table = table;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Ends the job unless it is done or there is none; returns whether this call did. */
    boolean end(String jobId, JobState state, Optional<String> reason) {
        boolean ended = table.update("end job " + jobId, change(jobId, state, reason, ""))
                .isDone();
        if (ended) {
            closeShards(jobId);
        }
        return ended;
    }

    /** The change that ends a job that is not done and fulfils a further condition, blank for none. */
    Change change(String jobId, JobState state, Optional<String> reason, String furtherCondition) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":state", Item.of(state.name()),
                ":now", Item.of(clock.instant()),
                ":queued", Item.of(JobState.QUEUED.name()),
                ":running", Item.of(JobState.RUNNING.name())));
        reason.ifPresent(text -> values.put(":reason", Item.of(shortened(text))));
        return new Change(
                JobItems.pk(jobId),
                JobItems.JOB,
                "SET #state = :state, #finishedAt = :now" + (reason.isPresent() ? ", #reason = :reason" : "")
                        + " REMOVE #openPk, #openSk",
                NOT_DONE + furtherCondition,
                values);
    }

    /** Ends the job when all its shards are done or set aside. */
    void settle(String jobId) {
        Optional<Job> found = table.get("look for job " + jobId, JobItems.pk(jobId), JobItems.JOB)
                .map(jobs::read);
        if (found.isEmpty()) {
            return;
        }
        Job job = found.get();
        int setAside = job.progress().shardsSetAside();
        if (job.state().isDone() || job.progress().shardsDone() + setAside < job.shards()) {
            return;
        }
        if (setAside == 0) {
            end(jobId, JobState.SUCCEEDED, Optional.empty());
        } else {
            List<Shard> failed = shardItems(jobId)
                    .map(ShardItems::read)
                    .filter(shard -> shard.state() == ShardState.SET_ASIDE)
                    .toList();
            end(jobId, JobState.FAILED, Optional.of(FailureReason.of(job, failed)));
        }
    }

    /** Gives the shard up, whoever had it under that token. */
    void setAside(Shard shard, long token, String reason) {
        Change given = new Change(
                JobItems.pk(shard.jobId()),
                ShardItems.sk(shard.number()),
                "SET #state = :aside, #reason = :reason REMOVE #openPk, #openSk, #worker, #leaseUntil, #rowsInWork",
                "#token = :token AND attribute_exists(#openPk)",
                Map.of(
                        ":aside", Item.of(ShardState.SET_ASIDE.name()),
                        ":reason", Item.of(shortened(reason)),
                        ":token", Item.of(token)));
        Change job = whileRunning(shard.jobId(), "ADD #shardsSetAside :one", Map.of(":one", Item.of(1)));
        table.transact(
                "set shard " + shard.number() + " of job " + shard.jobId() + " aside",
                List.of(table.change(given), table.change(job)));
        settle(shard.jobId());
    }

    /** Takes the shards of a job that is done off the open list. */
    void closeShards(String jobId) {
        shardItems(jobId).filter(item -> item.has(OPEN_PK)).forEach(item -> {
            Shard shard = ShardItems.read(item);
            table.update(
                    "close shard " + shard.number() + " of job " + jobId,
                    new Change(
                            JobItems.pk(jobId),
                            ShardItems.sk(shard.number()),
                            "SET #state = :open REMOVE #openPk, #openSk, #worker, #leaseUntil, #rowsInWork",
                            "attribute_exists(#openPk)",
                            Map.of(":open", Item.of(ShardState.OPEN.name()))));
        });
    }

    /** In order. */
    Stream<Item> shardItems(String jobId) {
        return table.query(
                "list the shards of job " + jobId,
                QueryRequest.builder()
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :shard)")
                        .expressionAttributeValues(
                                Map.of(":pk", Item.of(JobItems.pk(jobId)), ":shard", Item.of(ShardItems.SHARD)))
                        .consistentRead(true)
                        .build());
    }

    /** A change of a job's item that is made only while the job is RUNNING. */
    static Change whileRunning(String jobId, String update, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":running", Item.of(JobState.RUNNING.name()));
        return new Change(JobItems.pk(jobId), JobItems.JOB, update, "#state = :running", all);
    }

    static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }
}
