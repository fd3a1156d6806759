package dev.vitrine.common.job;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.text.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Submits the rows of a job once more, as a new job. */
public final class JobRerun {
    private final JobStore jobs;
    private final ArtifactBucket bucket;
    private final Clock clock;

    public JobRerun(JobStore jobs, ArtifactBucket bucket, Clock clock) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.clock = clock;
    }

    /**
     * The new job, of which nothing is recorded yet.
     *
     * @param version that answers now
     * @param owner who asks now
     */
    public JobSubmission prepare(Job before, String version, long seed, String owner) {
        Job again = new Job(
                Ids.next(clock),
                before.prototype(),
                version,
                before.source(),
                owner,
                clock.instant(),
                seed,
                before.columns(),
                before.rows(),
                before.shards(),
                JobState.QUEUED,
                JobProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<Integer> rows = jobs.shards(before.id()).stream().map(Shard::rows).toList();
        return new JobSubmission(again, rows, Optional.empty());
    }

    /** Copies the rows and records the new job. */
    public void submit(Job before, JobSubmission again) {
        for (int shard = 1; shard <= before.shards(); shard++) {
            copy(
                    BucketKeys.input(before.id(), shard),
                    BucketKeys.input(again.job().id(), shard));
        }
        jobs.submit(again);
    }

    private void copy(String from, String to) {
        try {
            Path file = Files.createTempFile("vitrine-rerun", ".csv");
            try {
                bucket.download(from, file);
                bucket.put(to, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from, e);
        }
    }
}
