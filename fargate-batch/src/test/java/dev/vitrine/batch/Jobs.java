package dev.vitrine.batch;

import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.job.IdempotencyKey;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.job.SubmitOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes and submits jobs as the frontend does. */
final class Jobs {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Jobs() {}

    /** A prototype name or job id that no other test uses. */
    static String unique(String prefix) {
        return prefix + "-" + Long.toString(System.nanoTime(), 36) + "-" + NEXT.incrementAndGet();
    }

    static JobSubmission submission(String prototype, String version, List<String> columns, List<Integer> shardRows) {
        return submission(prototype, version, columns, shardRows, Optional.empty());
    }

    static JobSubmission submission(
            String prototype,
            String version,
            List<String> columns,
            List<Integer> shardRows,
            Optional<IdempotencyKey> key) {
        long rows = shardRows.stream().mapToLong(Integer::longValue).sum();
        Job job = new Job(
                unique("job"),
                prototype,
                version,
                "table.csv",
                "Ada",
                Instant.now(),
                42,
                columns,
                rows,
                shardRows.size(),
                JobState.QUEUED,
                JobProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new JobSubmission(job, shardRows, key);
    }

    /** The same job of another person. */
    static Job ownedBy(String owner, Job job) {
        return new Job(
                job.id(),
                job.prototype(),
                job.version(),
                job.source(),
                owner,
                job.submittedAt(),
                job.seed(),
                job.columns(),
                job.rows(),
                job.shards(),
                job.state(),
                job.progress(),
                job.startedAt(),
                job.finishedAt(),
                job.reason());
    }

    /** A job of so many shards whose inputs nobody reads. */
    static Job submit(Cloud cloud, String prototype, Integer... shardRows) {
        JobSubmission submission = submission(prototype, "v1", List.of("x"), List.of(shardRows));
        cloud.jobs.submit(submission);
        return submission.job();
    }

    /** A job of these rows, cut into shards, with its inputs in the bucket. */
    static Job submit(
            Cloud cloud, String prototype, String version, String header, List<String> rows, int rowsPerShard) {
        List<Integer> shardRows = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += rowsPerShard) {
            shardRows.add(Math.min(rowsPerShard, rows.size() - from));
        }
        JobSubmission submission = submission(prototype, version, List.of(header.split(",")), shardRows);
        for (int shard = 1; shard <= shardRows.size(); shard++) {
            int from = (shard - 1) * rowsPerShard;
            List<String> part = rows.subList(from, Math.min(from + rowsPerShard, rows.size()));
            String csv = header + "\n" + String.join("\n", part) + "\n";
            cloud.bucket.put(BucketKeys.input(submission.job().id(), shard), csv.getBytes(StandardCharsets.UTF_8));
        }
        if (!(cloud.jobs.submit(submission) instanceof SubmitOutcome.Accepted)) {
            throw new IllegalStateException("not accepted");
        }
        return submission.job();
    }
}
