package dev.vitrine.web.page;

import dev.vitrine.common.job.Job;
import dev.vitrine.web.access.Viewer;
import dev.vitrine.web.job.JobView;
import dev.vitrine.web.result.ResultViews;
import dev.vitrine.web.text.Texts;
import dev.vitrine.web.upload.CheckReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Whether this person may cancel it. */
    public boolean mayCancel() {
        return frame.viewer().filter(viewer -> viewer.mayCancel(job().owner())).isPresent();
    }

    /** Whether the results are few enough to be sorted and filtered. */
    public boolean sortable() {
        return job().state().isDone() && job().rows() <= ResultViews.MOST_ROWS;
    }

    /** Address at which a row's answer is judged, but for the row's number; null when this person may not, or not yet. */
    public @Nullable String review() {
        return job().state().isDone()
                        && frame.viewer().filter(Viewer::mayReview).isPresent()
                ? "/prototypes/" + job().prototype() + "/review?job=" + job().id() + "&at="
                : null;
    }

    /** One sentence about how it stands. */
    public String sentence() {
        Job job = job();
        return switch (job.state()) {
            case QUEUED -> Texts.text("job.queued");
            case RUNNING -> Texts.text("job.running");
            case SUCCEEDED -> answered(job);
            case FAILED -> job.reason().orElse("");
            case CANCELLED -> Texts.text("job.cancelled");
        };
    }

    private static String answered(Job job) {
        String rows = Texts.count("job.answered", job.rows());
        String inTime = job.finishedAt()
                .map(end -> Math.max(1, end.getEpochSecond() - job.submittedAt().getEpochSecond()))
                .map(seconds -> Texts.text("job.answered.in", rows, Format.seconds(seconds)))
                .orElse(rows);
        return job.progress().rejects() == 0
                ? Texts.text("job.answered.all", inTime)
                : Texts.count("job.answered.but", job.progress().rejects(), inTime);
    }
}
