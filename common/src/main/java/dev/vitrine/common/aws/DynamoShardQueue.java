package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.OPEN_INDEX;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardQueue;
import dev.vitrine.common.job.ShardState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * {@link ShardQueue} in the table. A lease is taken from its holder only {@link #SKEW} after its end, since clocks
 * differ; a holder stops writing a margin before its end, on its own clock.
 */
final class DynamoShardQueue implements ShardQueue {
    /** Most by which the clocks of two workers may differ. */
    static final Duration SKEW = Duration.ofSeconds(2);

    private static final int PAGE = 100;
    private static final String HELD = "#token = :token AND #state = :leased";

    private final Table table;
    private final JobItems jobs;
    private final JobEnding ending;
    private final Clock clock;

    DynamoShardQueue(Table table, JobItems jobs, JobEnding ending, Clock clock) {
        this.table = table;
        this.jobs = jobs;
        this.ending = ending;
        this.clock = clock;
    }

    @Override
    public Optional<Claim> claim(String prototype, String worker, Duration lease) {
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
            case LEASED -> shard.lease().orElseThrow().until().plus(SKEW).isBefore(clock.instant());
            case DONE -> false;
            case SET_ASIDE -> false;
        };
    }

    private Optional<Claim> claim(Item seen, String worker, Duration lease) {
        Shard shard = ShardItems.read(seen);
        long token = seen.number("token");
        if (shard.attempts() >= Shard.MAX_ATTEMPTS) {
            setAside(shard, token, died(shard));
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
                        ":expired", Item.of(clock.instant().minus(SKEW).toEpochMilli()),
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

    @Override
    public Optional<Instant> nextExpiry(String prototype) {
        return table.query("look for leased shards of " + prototype, open(prototype))
                .map(ShardItems::read)
                .flatMap(shard -> shard.lease().stream())
                .map(lease -> lease.until().plus(SKEW))
                .min(Instant::compareTo);
    }

    @Override
    public Renewal renew(Claim claim, Duration lease, long rowsInWork) {
        Table.Written written = table.update(
                "renew the lease of " + name(claim),
                held(
                        claim,
                        "SET #leaseUntil = :until, #rowsInWork = :rows",
                        Map.of(
                                ":until", Item.of(clock.instant().plus(lease).toEpochMilli()),
                                ":rows", Item.of(rowsInWork))));
        boolean jobDone = table.get(
                        "look for " + name(claim), JobItems.pk(claim.job().id()), JobItems.JOB)
                .map(JobItems::state)
                .filter(state -> !state.isDone())
                .isEmpty();
        if (jobDone) {
            return Renewal.JOB_DONE;
        }
        return written.isDone() ? Renewal.HELD : Renewal.LOST;
    }

    @Override
    public boolean complete(Claim claim, long rejects) {
        Change shard = held(
                claim,
                "SET #state = :done, #rejects = :rejects, #finishedAt = :now"
                        + " REMOVE #openPk, #openSk, #leaseUntil, #rowsInWork, #reason",
                Map.of(
                        ":done", Item.of(ShardState.DONE.name()),
                        ":rejects", Item.of(rejects),
                        ":now", Item.of(clock.instant())));
        Change job = whileRunning(
                claim.job().id(),
                "ADD #rowsDone :rows, #rejects :rejects, #shardsDone :one",
                Map.of(
                        ":rows", Item.of(claim.shard().rows()),
                        ":rejects", Item.of(rejects),
                        ":one", Item.of(1)));
        boolean written = table.transact("complete " + name(claim), List.of(table.change(shard), table.change(job)))
                .isEmpty();
        if (written) {
            ending.settle(claim.job().id());
        }
        return written;
    }

    @Override
    public void release(Claim claim) {
        table.update(
                "release " + name(claim),
                held(
                        claim,
                        "SET #state = :open, #attempts = #attempts - :one REMOVE #worker, #leaseUntil, #rowsInWork",
                        Map.of(":open", Item.of(ShardState.OPEN.name()), ":one", Item.of(1))));
        table.update(
                "let workers have job " + claim.job().id(),
                new Change(
                        JobItems.pk(claim.job().id()),
                        JobItems.JOB,
                        "REMOVE #" + DynamoBacklog.HELD_UNTIL,
                        "attribute_exists(#" + DynamoBacklog.HELD_UNTIL + ")",
                        Map.of()));
    }

    @Override
    public void fail(Claim claim, String reason) {
        if (claim.shard().attempts() >= Shard.MAX_ATTEMPTS) {
            setAside(claim.shard(), claim.lease().token(), reason);
            return;
        }
        table.update(
                "record the failed attempt at " + name(claim),
                held(
                        claim,
                        "SET #state = :open, #reason = :reason REMOVE #worker, #leaseUntil, #rowsInWork",
                        Map.of(
                                ":open", Item.of(ShardState.OPEN.name()),
                                ":reason", Item.of(JobEnding.shortened(reason)))));
    }

    /** Gives the shard up, whoever had it under that token. */
    private void setAside(Shard shard, long token, String reason) {
        Change given = new Change(
                JobItems.pk(shard.jobId()),
                ShardItems.sk(shard.number()),
                "SET #state = :aside, #reason = :reason REMOVE #openPk, #openSk, #worker, #leaseUntil, #rowsInWork",
                "#token = :token AND attribute_exists(#openPk)",
                Map.of(
                        ":aside", Item.of(ShardState.SET_ASIDE.name()),
                        ":reason", Item.of(JobEnding.shortened(reason)),
                        ":token", Item.of(token)));
        Change job = whileRunning(shard.jobId(), "ADD #shardsSetAside :one", Map.of(":one", Item.of(1)));
        table.transact(
                "set shard " + shard.number() + " of job " + shard.jobId() + " aside",
                List.of(table.change(given), table.change(job)));
        ending.settle(shard.jobId());
    }

    @Override
    public void failJob(Claim claim, String reason) {
        Change job = ending.change(claim.job().id(), JobState.FAILED, Optional.of(reason), "");
        boolean ended = table.transact(
                        "fail job " + claim.job().id(),
                        List.of(table.check(held(claim, "", Map.of())), table.change(job)))
                .isEmpty();
        if (ended) {
            ending.closeShards(claim.job().id());
        }
    }

    private static Change held(Claim claim, String update, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":token", Item.of(claim.lease().token()));
        all.put(":leased", Item.of(ShardState.LEASED.name()));
        return new Change(
                JobItems.pk(claim.job().id()), ShardItems.sk(claim.shard().number()), update, HELD, all);
    }

    private static Change whileRunning(String jobId, String update, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":running", Item.of(JobState.RUNNING.name()));
        return new Change(JobItems.pk(jobId), JobItems.JOB, update, "#state = :running", all);
    }

    private static String name(Claim claim) {
        return "shard " + claim.shard().number() + " of job " + claim.job().id();
    }
}
