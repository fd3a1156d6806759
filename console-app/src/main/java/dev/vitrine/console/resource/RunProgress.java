package dev.vitrine.console.resource;

import dev.vitrine.common.job.Job;
import java.util.List;

/**
 * A job and what its workers hold at this moment.
 *
 * @param rowsInWork rows of unfinished shards that are answered already
 * @param workers names of those who hold a shard
 */
public record RunProgress(Job job, long rowsInWork, List<String> workers) {
    public RunProgress {
        workers = List.copyOf(workers);
    }

    /** Rows that have an answer, stored or not. */
    public long rowsAnswered() {
        return Math.min(job.rows(), job.progress().rowsDone() + rowsInWork);
    }
}
