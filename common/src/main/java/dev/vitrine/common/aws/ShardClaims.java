package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.OPEN_INDEX;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** How a worker comes to a shard: one that is open, or whose lease has run out. */
final class ShardClaims {
    private static final int PAGE = 100;

    private final Table table;
    private final JobItems jobs;
    private final JobEnding ending;
    private final Clock clock;

    ShardClaims(Table table, JobItems jobs, JobEnding ending, Clock clock) {
        this.table = table;
        this.jobs = jobs;
        this.ending = ending;
        this.clock = clock;
    }

    /** As {@link dev.vitrine.common.job.ShardQueue#claim}. */
    Optional<Claim> claim(String prototype, String worker, Duration lease) {
        QueryRequest query = open(prototype);
        while (true) {
            QueryResponse page = table.page("look for open shards of " + prototype, query);
            for (Item candidate : candidates(page)) {
                Optional<Claim> claim = claim(candidate, worker, lease);
                if (claim.isPresent()) {
                    return claim;
                }
            }
            if (!page.hasLastEvaluatedKey()) {
                return Optional.empty();
            }
            query = query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
        }
    }

    private static QueryRequest open(String prototype) {
        return QueryRequest.builder()
                .indexName(OPEN_INDEX)
                .keyConditionExpression("openPk = :open")
                .expressionAttributeValues(Map.of(":open", Item.of(ShardItems.openPk(prototype))))
                .limit(PAGE)
                .build();
    }

    /** What could be claimed: the oldest job first, and in it any order, so that workers do not meet. */
    private List<Item> candidates(QueryResponse page) {
        Map<String, List<Item>> byJob = new LinkedHashMap<>();
        for (Map<String, AttributeValue> attributes : page.items()) {
            Item item = new Item(attributes);
            if (isClaimable(ShardItems.read(item))) {
                byJob.computeIfAbsent(item.text("jobId"), job -> new ArrayList<>())
                        .add(item);
            }
        }
        List<Item> candidates = new ArrayList<>();
        for (List<Item> shards : byJob.values()) {
            Collections.shuffle(shards, ThreadLocalRandom.current());
            candidates.addAll(shards);
        }
        return candidates;
    }

    private boolean isClaimable(Shard shard) {
        return switch (shard.state()) {
            case OPEN -> true;
            case LEASED ->
                shard.lease().orElseThrow().until().plus(DynamoShardQueue.SKEW).isBefore(clock.instant());
            case DONE -> false;
            case SET_ASIDE -> false;
        };
    }

    private Optional<Claim> claim(Item seen, String worker, Duration lease) {
        Shard shard = ShardItems.read(seen);
        long token = seen.number("token");
        if (shard.attempts() >= Shard.MAX_ATTEMPTS) {
            ending.setAside(shard, token, died(shard));
            return Optional.empty();
        }
        Instant until = clock.instant().plus(lease).truncatedTo(ChronoUnit.MILLIS);
        Table.Written written =
                table.update("claim a shard of job " + shard.jobId(), claiming(shard, token, worker, until));
        Item now =
                switch (written) {
                    case Table.Written.Done done -> done.item();
                    case Table.Written.Refused refused -> refused.item();
                };
        // Refused, and yet mine: the answer to the first attempt was lost and the SDK sent it again.
        boolean mine = written.isDone()
                || (now.optionalText("worker").filter(worker::equals).isPresent() && now.number("token") == token + 1);
        if (!mine) {
            return Optional.empty();
        }
        return running(shard.jobId())
                .map(job -> new Claim(job, ShardItems.read(now), new Lease(worker, token + 1, until)));
    }

    private static String died(Shard shard) {
        return shard.reason()
                .map(before -> "the worker died at the last attempt; before that: " + before)
                .orElse(
                        "the worker died each time; it may have run out of memory (batch.memory), and its log says more");
    }

    private Change claiming(Shard shard, long token, String worker, Instant until) {
        return new Change(
                JobItems.pk(shard.jobId()),
                ShardItems.sk(shard.number()),
                "SET #state = :leased, #token = :next, #worker = :worker, #leaseUntil = :until,"
                        + " #attempts = #attempts + :one, #rowsInWork = :zero",
                "#token = :token AND attribute_exists(#openPk)"
                        + " AND (#state = :open OR (#state = :leased AND #leaseUntil < :expired))",
                Map.of(
                        ":leased", Item.of(ShardState.LEASED.name()),
                        ":open", Item.of(ShardState.OPEN.name()),
                        ":token", Item.of(token),
                        ":next", Item.of(token + 1),
                        ":worker", Item.of(worker),
                        ":until", Item.of(until.toEpochMilli()),
                        ":expired",
                                Item.of(clock.instant()
                                        .minus(DynamoShardQueue.SKEW)
                                        .toEpochMilli()),
                        ":one", Item.of(1),
                        ":zero", Item.of(0)));
    }

    /** The job, RUNNING; empty when it is done, and then its shards are closed. */
    private Optional<Job> running(String jobId) {
        Optional<Job> found = job(jobId);
        if (found.filter(job -> job.state() == JobState.QUEUED).isPresent()) {
            table.update(
                    "start job " + jobId,
                    new Change(
                            JobItems.pk(jobId),
                            JobItems.JOB,
                            "SET #state = :running, #startedAt = :now",
                            "#state = :queued",
                            Map.of(
                                    ":running", Item.of(JobState.RUNNING.name()),
                                    ":queued", Item.of(JobState.QUEUED.name()),
                                    ":now", Item.of(clock.instant()))));
            found = job(jobId);
        }
        Optional<Job> running = found.filter(job -> !job.state().isDone());
        if (running.isEmpty()) {
            ending.closeShards(jobId);
        }
        return running;
    }

    private Optional<Job> job(String jobId) {
        return table.get("look for job " + jobId, JobItems.pk(jobId), JobItems.JOB)
                .map(jobs::read);
    }

    /** As {@link dev.vitrine.common.job.ShardQueue#nextExpiry}. */
    Optional<Instant> nextExpiry(String prototype) {
        return table.query("look for leased shards of " + prototype, open(prototype))
                .map(ShardItems::read)
                .flatMap(shard -> shard.lease().stream())
                .map(lease -> lease.until().plus(DynamoShardQueue.SKEW))
                .min(Instant::compareTo);
    }
}
