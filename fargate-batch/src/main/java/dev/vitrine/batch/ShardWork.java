package dev.vitrine.batch;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.ShardQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one shard: input from the bucket, outcomes to the bucket, done in the table. Doing a shard twice gives the same
 * objects; nothing is written without the lease.
 */
final class ShardWork {
    private static final Logger LOG = LoggerFactory.getLogger(ShardWork.class);

    private final ShardQueue queue;
    private final ArtifactBucket bucket;
    private final int threads;
    private final Stop stop;

    ShardWork(ShardQueue queue, ArtifactBucket bucket, int threads, Stop stop) {
        this.queue = queue;
        this.bucket = bucket;
        this.threads = threads;
        this.stop = stop;
    }

    /** Returns whether the shard is done now. */
    boolean run(Claim claim, Versions.Loaded version, LeaseKeeper lease) {
        long start = System.nanoTime();
        try (ShardFiles files = ShardFiles.create()) {
            fetch(claim, files.input());
            try (ShardInput input = new ShardInput(claim, files.input());
                    ShardPipeline pipeline = new ShardPipeline(claim, version, lease, stop, threads)) {
                pipeline.run(input, files);
            }
            byte[] index = files.finish();
            store(claim, files, index, lease);
            lease.awaitWritable();
            boolean done = queue.complete(claim, files.rejects());
            report(claim, files.rejects(), Duration.ofNanos(System.nanoTime() - start), done);
            return done;
        }
    }

    private void fetch(Claim claim, Path file) {
        try {
            bucket.download(BucketKeys.input(claim.job().id(), claim.shard().number()), file);
        } catch (NoSuchArtifactException e) {
            throw new AttemptFailedException("the stored input is gone; upload the table again", e);
        }
    }

    private void store(Claim claim, ShardFiles files, byte[] index, LeaseKeeper lease) {
        String job = claim.job().id();
        int shard = claim.shard().number();
        if (files.rejects() > 0) {
            store(BucketKeys.rejects(job, shard), files.rejectsFile(), lease);
        }
        store(BucketKeys.results(job, shard), files.resultsFile(), lease);
        lease.awaitWritable();
        bucket.put(BucketKeys.resultsIndex(job, shard), index);
    }

    /** Stores a part. One that an earlier attempt left is kept when it is the same, as it must be. */
    private void store(String key, Path file, LeaseKeeper lease) {
        lease.awaitWritable();
        if (bucket.putIfAbsent(key, file)) {
            return;
        }
        if (bucket.size(key).orElse(-1) != file.toFile().length()) {
            LOG.warn("{} is replaced: the predictor answered the same rows differently before", key);
            lease.awaitWritable();
            bucket.put(key, file);
        }
    }

    private static void report(Claim claim, long rejects, Duration took, boolean done) {
        int rows = claim.shard().rows();
        LOG.info(
                "job {} shard {} {}: {} rows, {} rejects, {} s, {} rows/s",
                claim.job().id(),
                claim.shard().number(),
                done ? "done" : "was another's or its job ended",
                rows,
                rejects,
                String.format(Locale.ROOT, "%.2f", took.toNanos() / 1e9),
                Math.round(rows / (took.toNanos() / 1e9)));
    }
}
