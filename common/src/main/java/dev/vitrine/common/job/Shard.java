package dev.vitrine.common.job;

import java.util.Optional;

/**
 * A slice of a job's rows, the unit that a worker claims.
 *
 * @param number from 1
 * @param firstRow place of its first row in the job, from 1
 * @param attempts how often it was claimed
 * @param rowsInWork rows that the present holder of the lease has answered so far, a second old at most
 * @param rejects among the rows of a shard that is DONE
 * @param reason why its last attempt failed
 */
public record Shard(
        String jobId,
        int number,
        long firstRow,
        int rows,
        ShardState state,
        int attempts,
        Optional<Lease> lease,
        long rowsInWork,
        long rejects,
        Optional<String> reason) {
    /**
     * After so many failed attempts a shard is set aside. Claims that ended by a release do not count; the death of a worker
     * does, since its rows may be what killed it.
     */
    public static final int MAX_ATTEMPTS = 5;

    /** Place of its last row in the job. */
    public long lastRow() {
        return firstRow + rows - 1;
    }
}
