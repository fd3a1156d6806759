package dev.vitrine.web.job;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import dev.vitrine.common.job.IdempotencyKey;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.SubmitOutcome;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.web.Ids;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.upload.CheckReport;
import dev.vitrine.web.upload.ShardUploader;
import dev.vitrine.web.upload.TableSource;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Turns a table into a job: its rows into the bucket, the job into the table, and a call for workers. */
public final class JobSubmitter {
    private final JobStore jobs;
    private final ArtifactBucket bucket;
    private final ShardUploader uploader;
    private final RealtimeLane lane;
    private final Runnable callForWorkers;
    private final Clock clock;
    /** Keys of requests that run in this process: a second one must not upload beside them. */
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** @param callForWorkers is run after a job was recorded */
    public JobSubmitter(
            JobStore jobs,
            ArtifactBucket bucket,
            ShardUploader uploader,
            RealtimeLane lane,
            Runnable callForWorkers,
            Clock clock) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.uploader = uploader;
        this.lane = lane;
        this.callForWorkers = callForWorkers;
        this.clock = clock;
    }

    /**
     * Who submits what.
     *
     * @param source name of the file, or "form" or "API"
     * @param key the same on a retry: the job is then made once
     * @param parent job of which rejects are mended
     * @param webhook address to call when the job has ended, already checked
     */
    public record Submission(
            Served served,
            String source,
            String owner,
            Optional<String> key,
            Optional<String> parent,
            Optional<String> webhook) {
        /** Without a webhook. */
        public Submission(Served served, String source, String owner, Optional<String> key, Optional<String> parent) {
            this(served, source, owner, key, parent, Optional.empty());
        }

        public Submission(Served served, String source, String owner, Optional<String> key) {
            this(served, source, owner, key, Optional.empty());
        }
    }

    /** The recorded job, and what the check of its rows found. */
    public record Submitted(Job job, Optional<CheckReport> check) {}

    /** A table of which the digest is known once it was read. */
    public interface DigestedTable {
        TableSource table() throws IOException;

        /** Reads what is left, and gives the SHA-256 of all of it. */
        String digest() throws IOException;
    }

    /** Submits the table, or gives the job that was made of it before under the same key. */
    public Submitted submit(Submission submission, DigestedTable table) throws IOException {
        if (submission.key().isEmpty()) {
            return upload(submission, table);
        }
        String key = submission.owner() + "\n" + submission.key().get();
        if (!running.add(key)) {
            throw Problem.told(HttpStatus.CONFLICT, "still-running").exception();
        }
        try {
            return jobs.replay(key(submission, "?")).isPresent()
                    ? existing(jobs.replay(key(submission, table.digest())).orElseThrow())
                    : upload(submission, table);
        } finally {
            running.remove(key);
        }
    }

    private Submitted upload(Submission submission, DigestedTable table) throws IOException {
        String id = Ids.next(clock);
        ShardUploader.Uploaded uploaded;
        try (TableSource rows = table.table()) {
            uploaded = uploader.upload(id, submission.served().prototype(), rows);
        }
        boolean needless = true;
        try {
            bucket.put(
                    BucketKeys.check(id),
                    JobJson.of(uploaded.check()).toString().getBytes(StandardCharsets.UTF_8));
            Optional<IdempotencyKey> key =
                    submission.key().isEmpty() ? Optional.empty() : Optional.of(key(submission, table.digest()));
            JobSubmission recorded = new JobSubmission(
                    job(id, submission, uploaded),
                    uploaded.shardRows(),
                    key,
                    holder(submission, uploaded),
                    submission.webhook());
            // A submit without an answer may have been recorded: then the job needs its inputs.
            needless = false;
            SubmitOutcome outcome = jobs.submit(recorded);
            needless = !(outcome instanceof SubmitOutcome.Accepted);
            go(submission.served(), recorded, outcome);
            return existing(outcome);
        } finally {
            if (needless) {
                bucket.deleteAll(BucketKeys.job(id));
            }
        }
    }

    /** A small table is held by this process, which answers it at once. */
    private Optional<Lease> holder(Submission submission, ShardUploader.Uploaded uploaded) {
        Prototype prototype = submission.served().prototype();
        boolean small =
                uploaded.shardRows().size() == 1 && RealtimeLane.takes(prototype, uploaded.rows(), uploaded.bytes());
        return small ? Optional.of(lane.lease(prototype)) : Optional.empty();
    }

    private void go(Served served, JobSubmission recorded, SubmitOutcome outcome) {
        if (outcome instanceof SubmitOutcome.Accepted && recorded.claim().isPresent()) {
            lane.start(served.prototype(), recorded.claim().get());
        } else {
            callForWorkers.run();
        }
    }

    private Submitted existing(SubmitOutcome outcome) {
        return switch (outcome) {
            case SubmitOutcome.Accepted(Job job) -> new Submitted(job, check(job.id()));
            case SubmitOutcome.Replayed(Job job) -> new Submitted(job, check(job.id()));
            case SubmitOutcome.KeyReused ignored ->
                throw Problem.told(HttpStatus.CONFLICT, "key").exception();
        };
    }

    /** What the check at the upload found; empty for a job of which it is not known. */
    public Optional<CheckReport> check(String jobId) {
        try (InputStream in = bucket.open(BucketKeys.check(jobId))) {
            return Optional.of(JobJson.check(in.readAllBytes()));
        } catch (NoSuchArtifactException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read the check of job " + jobId, e);
        }
    }

    private Job job(String id, Submission submission, ShardUploader.Uploaded uploaded) {
        List<Integer> shardRows = uploaded.shardRows();
        return new Job(
                id,
                submission.served().name(),
                submission.served().version().version(),
                submission.source(),
                submission.owner(),
                clock.instant(),
                ThreadLocalRandom.current().nextLong(1L << 53),
                uploaded.columns(),
                shardRows.stream().mapToLong(Integer::longValue).sum(),
                shardRows.size(),
                JobState.QUEUED,
                JobProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                submission.parent());
    }

    private static IdempotencyKey key(Submission submission, String bodyDigest) {
        String text = submission.served().name() + "\n" + bodyDigest;
        try {
            return new IdempotencyKey(
                    submission.owner(),
                    submission.key().orElseThrow(),
                    Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("Idempotency-Key", "key");
        }
    }
}
