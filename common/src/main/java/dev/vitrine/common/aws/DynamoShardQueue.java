package dev.vitrine.common.aws;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardQueue;
import dev.vitrine.common.job.ShardState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@link ShardQueue} in the table. A lease is taken from its holder only {@link #SKEW} after its end, since clocks
 * differ; a holder stops writing a margin before its end, on its own clock.
 */
final class DynamoShardQueue implements ShardQueue {
    /** Most by which the clocks of two workers may differ. */
    static final Duration SKEW = Duration.ofSeconds(2);

    private static final String HELD = "#token = :token AND #state = :leased";

    private final Table table;
    private final ShardClaims claims;
    private final JobEnding ending;
    private final Clock clock;

    DynamoShardQueue(Table table, JobItems jobs, JobEnding ending, Clock clock) {
        this.table = table;
        this.claims = new ShardClaims(table, jobs, ending, clock);
        this.ending = ending;
        this.clock = clock;
    }

    @Override
    public Optional<Claim> claim(String prototype, String worker, Duration lease) {
        return claims.claim(prototype, worker, lease);
    }

    @Override
    public Optional<Instant> nextExpiry(String prototype) {
        return claims.nextExpiry(prototype);
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
        Change job = JobEnding.whileRunning(
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
            ending.setAside(claim.shard(), claim.lease().token(), reason);
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

    private static String name(Claim claim) {
        return "shard " + claim.shard().number() + " of job " + claim.job().id();
    }
}
