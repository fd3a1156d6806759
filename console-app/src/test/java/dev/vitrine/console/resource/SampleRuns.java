package dev.vitrine.console.resource;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs of which a test says only what matters to it. */
public final class SampleRuns {
    private SampleRuns() {}

    /** One of 10,000 rows, of which nobody has told yet that any is done. */
    public static Job job(
            String id,
            String prototype,
            Instant submitted,
            JobState state,
            Optional<Instant> started,
            Optional<Instant> finished) {
        return new Job(
                id,
                prototype,
                "0123456789ab",
                "notes.csv",
                "Ada",
                submitted,
                1,
                List.of("variance"),
                10_000,
                2,
                state,
                JobProgress.NONE,
                started,
                finished,
                Optional.empty());
    }
}
