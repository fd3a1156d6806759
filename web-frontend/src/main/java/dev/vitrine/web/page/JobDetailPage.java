package dev.vitrine.web.page;

import dev.vitrine.common.job.Job;
import dev.vitrine.web.job.JobView;
import dev.vitrine.web.result.ResultViews;
import dev.vitrine.web.upload.CheckReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One job.
 *
 * @param title of its prototype
 * @param check what was found at the upload
 * @param results rows that are done
 * @param mends jobs that mend rejects of this one
 */
public record JobDetailPage(
        Frame frame,
        String title,
        JobView view,
        Optional<CheckReport> check,
        ResultTable results,
        List<String> mends,
        Instant now) {

    public Job job() {
        return view.job();
    }

    /** Whether the results are few enough to be sorted and filtered. */
    public boolean sortable() {
        return job().state().isDone() && job().rows() <= ResultViews.MOST_ROWS;
    }

    /** One sentence about how it stands. */
    public String sentence() {
        Job job = job();
        return switch (job.state()) {
            case QUEUED -> "Waiting for a worker. The first one may take a minute to start.";
            case RUNNING -> "You may close this page; the job goes on, and the results will be here.";
            case SUCCEEDED ->
                Format.count(job.rows(), "row", "rows") + " answered"
                        + job.finishedAt()
                                .map(end -> " in "
                                        + Format.seconds(Math.max(
                                                1,
                                                end.getEpochSecond()
                                                        - job.submittedAt().getEpochSecond())))
                                .orElse("")
                        + (job.progress().rejects() == 0
                                ? "."
                                : "; " + Format.count(job.progress().rejects(), "row was", "rows were") + " rejected.");
            case FAILED -> job.reason().orElse("");
            case CANCELLED -> "Cancelled. Rows that were answered before are kept.";
        };
    }
}
