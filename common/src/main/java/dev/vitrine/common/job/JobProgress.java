package dev.vitrine.common.job;

/**
 * How far a job is. Only grows.
 *
 * @param rowsDone rows of completed shards
 * @param rejects those of them that were rejected
 * @param shardsDone completed
 * @param shardsSetAside given up after their last attempt
 */
public record JobProgress(long rowsDone, long rejects, int shardsDone, int shardsSetAside) {
    public static final JobProgress NONE = new JobProgress(0, 0, 0, 0);

    public JobProgress {
        if (rowsDone < 0 || rejects < 0 || rejects > rowsDone || shardsDone < 0 || shardsSetAside < 0) {
            throw new IllegalArgumentException("impossible progress: " + rowsDone + " rows done, " + rejects
                    + " rejects, " + shardsDone + " shards done, " + shardsSetAside + " set aside");
        }
    }
}
