package dev.vitrine.common.job;

import java.time.Duration;
import java.util.List;

/** The job table as the dispatcher uses it. */
public interface Backlog {
    /** Takes or renews the office of dispatcher; false while another holds it. */
    boolean elect(String candidate, Duration term);

    /** Jobs that are not done, oldest first, with how many of their shards could be claimed now or are being done. */
    List<OpenWork> openWork();

    /** A job with the number of its shards that are open or leased. */
    record OpenWork(Job job, int shards) {}

    /** Ends a job whose shards are all done or set aside, as a crashed worker may have left it. */
    void settle(String jobId);
}
