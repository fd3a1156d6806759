package dev.vitrine.common.cost;

import dev.vitrine.common.prototype.BatchSpec;

/**
 * One batch of rows.
 *
 * @param rows of the job
 * @param workers that share it, at most one for each shard
 * @param vcpuSecondsPerMillion computing that a million rows take
 * @param bytesPerRow of input and results together
 */
public record BatchUsage(
        long rows, BatchSpec spec, boolean spot, int workers, double vcpuSecondsPerMillion, double bytesPerRow) {
    /** One worker did 201,000 rows/s of the banknote table on two busy cores: {@code bench/README.md}. */
    public static final double USUAL_VCPU_SECONDS_PER_MILLION = 10;

    /** A row of the banknote table, its outcome included. */
    public static final double USUAL_BYTES_PER_ROW = 100;

    /** From the pull of the image, when Fargate begins to charge, to the first claim; and the look-out at the end. */
    private static final double IDLE_SECONDS = 40;

    /** Fargate charges for a minute at least. */
    private static final double LEAST_SECONDS = 60;

    private static final double MILLION = 1e6;
    private static final double MB_PER_GB = 1024;
    private static final double SECONDS_PER_HOUR = 3600;
    /** Submit, claim and completion, each with its index, twofold since in transactions; a renewal or two. */
    private static final int WRITES_PER_SHARD = 20;

    private static final int PUTS_PER_SHARD = 4;
    private static final int GETS_PER_SHARD = 4;

    public BatchUsage {
        if (rows < 0 || workers < 1 || !(vcpuSecondsPerMillion > 0) || !(bytesPerRow >= 0)) {
            throw new IllegalArgumentException("a batch has rows and at least one worker");
        }
    }

    /** As many rows as given, done as the prototype declares and as quickly as the banknote table is. */
    public static BatchUsage usual(long rows, BatchSpec spec, boolean spot) {
        long shards = Math.max(1, Math.ceilDiv(rows, spec.rowsPerShard()));
        return new BatchUsage(
                rows,
                spec,
                spot,
                (int) Math.min(spec.maxWorkers(), shards),
                USUAL_VCPU_SECONDS_PER_MILLION,
                USUAL_BYTES_PER_ROW);
    }

    /** Seconds that all workers together are charged for. */
    double taskSeconds() {
        double computing = rows / MILLION * vcpuSecondsPerMillion / spec.cpu();
        return Math.max(workers * LEAST_SECONDS, workers * IDLE_SECONDS + computing);
    }

    /** What it costs, results kept for a month. */
    public Bill bill(PriceList prices) {
        if (rows == 0) {
            return Bill.EMPTY;
        }
        double hours = taskSeconds() / SECONDS_PER_HOUR;
        long shards = Math.ceilDiv(rows, spec.rowsPerShard());
        return new Bill.Writer(prices)
                .add("workers, processor", spot ? Item.SPOT_VCPU : Item.FARGATE_VCPU, hours * spec.cpu())
                .add(
                        "workers, memory",
                        spot ? Item.SPOT_MEMORY : Item.FARGATE_MEMORY,
                        hours * spec.memoryMb() / MB_PER_GB)
                .add("workers, public addresses", Item.PUBLIC_IPV4, hours)
                .add("table, shards", Item.TABLE_WRITES, shards * WRITES_PER_SHARD / MILLION)
                .add("bucket, files written", Item.BUCKET_PUTS, shards * PUTS_PER_SHARD / 1000.0)
                .add("bucket, files read", Item.BUCKET_GETS, shards * GETS_PER_SHARD / 1000.0)
                .add("bucket, rows and results", Item.BUCKET_STORAGE, rows * bytesPerRow / 1e9)
                .bill();
    }
}
