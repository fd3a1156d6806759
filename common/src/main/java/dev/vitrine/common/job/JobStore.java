package dev.vitrine.common.job;

import java.util.List;
import java.util.Optional;

/** The job table as submitters and watchers use it. Every transition is a conditional write; done stays done. */
public interface JobStore {
    /** Records job, shards and idempotency key at once or not at all. */
    SubmitOutcome submit(JobSubmission submission);

    /** The job that was submitted under this key, whatever its body. */
    Optional<SubmitOutcome> replay(IdempotencyKey key);

    Optional<Job> find(String jobId);

    JobPage list(JobQuery query);

    /** Shards in order. */
    List<Shard> shards(String jobId);

    /** Ids of the jobs that mend rejects of this one, oldest first. */
    List<String> mends(String jobId);

    /** Cancels unless the job is done; returns it as it is afterwards, or empty when there is none. */
    Optional<Job> cancel(String jobId);

    /** Fails unless the job is done; returns whether this call did. */
    boolean fail(String jobId, String reason);
}
