package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.OPEN_PK;
import static dev.vitrine.common.aws.VitrineTable.OPEN_SK;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardState;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Shards as items: {@code JOB#<id>} / {@code SHARD#000001}. */
final class ShardItems {
    static final String SHARD = "SHARD#";

    private ShardItems() {}

    static String sk(int number) {
        return SHARD + six(number);
    }

    static String openPk(String prototype) {
        return "OPEN#" + prototype;
    }

    static Map<String, AttributeValue> submitted(Job job, int number, long firstRow, int rows) {
        Map<String, AttributeValue> item = Item.with(JobItems.pk(job.id()), sk(number));
        item.put("jobId", Item.of(job.id()));
        item.put("number", Item.of(number));
        item.put("firstRow", Item.of(firstRow));
        item.put("rows", Item.of(rows));
        item.put("state", Item.of(ShardState.OPEN.name()));
        item.put("attempts", Item.of(0));
        item.put("token", Item.of(0));
        item.put(OPEN_PK, Item.of(openPk(job.prototype())));
        item.put(OPEN_SK, Item.of(job.id() + "#" + six(number)));
        return item;
    }

    /** Lets somebody hold a shard from the moment it is recorded. */
    static void hold(Map<String, AttributeValue> item, Lease lease) {
        item.put("state", Item.of(ShardState.LEASED.name()));
        item.put("attempts", Item.of(1));
        item.put("worker", Item.of(lease.worker()));
        item.put("token", Item.of(lease.token()));
        item.put("leaseUntil", Item.of(lease.until().toEpochMilli()));
    }

    static Shard read(Item item) {
        ShardState state = ShardState.valueOf(item.text("state"));
        return new Shard(
                item.text("jobId"),
                item.count("number"),
                item.number("firstRow"),
                item.count("rows"),
                state,
                item.count("attempts"),
                state == ShardState.LEASED ? Optional.of(lease(item)) : Optional.empty(),
                item.has("rowsInWork") ? item.number("rowsInWork") : 0,
                item.has("rejects") ? item.number("rejects") : 0,
                item.optionalText("reason"));
    }

    private static Lease lease(Item item) {
        return new Lease(item.text("worker"), item.number("token"), Instant.ofEpochMilli(item.number("leaseUntil")));
    }

    private static String six(int number) {
        return String.format(Locale.ROOT, "%06d", number);
    }
}
