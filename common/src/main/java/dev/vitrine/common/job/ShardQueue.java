package dev.vitrine.common.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The job table as workers use it. */
public interface ShardQueue {
    /** Claims an open shard of the prototype, or one whose lease has run out; empty when nothing is left to claim. */
    Optional<Claim> claim(String prototype, String worker, Duration lease);

    /**
     * When the next lease of the prototype's shards runs out and may be claimed, unless its holder renews it; empty when
     * none is leased.
     */
    Optional<Instant> nextExpiry(String prototype);

    /** What the holder of a claim learns when it renews. */
    enum Renewal {
        /** Go on. */
        HELD,
        /** The lease is another's, or the shard is done: stop and write nothing. */
        LOST,
        /** The job is done (cancelled or failed): stop and write nothing. */
        JOB_DONE
    }

    /** Holds the lease for that long from now, and tells watchers how many rows were answered so far. */
    Renewal renew(Claim claim, Duration lease, long rowsInWork);

    /** Marks the shard done and counts its rows; ends the job with the last shard. False when the claim was lost. */
    boolean complete(Claim claim, long rejects);

    /** Gives the shard back unharmed: the attempt does not count. */
    void release(Claim claim);

    /** Records a failed attempt; the last allowed one sets the shard aside. */
    void fail(Claim claim, String reason);

    /** Ends the job at once as FAILED: no other attempt can help. */
    void failJob(Claim claim, String reason);
}
