package dev.vitrine.web.access;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** Who may see a job, and who may change it. */
public final class JobGuard {
    private static final String ONLY_OWNER = "only-owner";

    private final JobStore jobs;
    private final JobsVisible visible;

    public JobGuard(JobStore jobs, JobsVisible visible) {
        this.jobs = jobs;
        this.visible = visible;
    }

    /** Before every request: notes whether lists are to show the jobs of this viewer alone. */
    public void note(Context ctx) {
        Optional<Viewer> viewer = Gate.knownViewer(ctx);
        if (visible == JobsVisible.OWN
                && viewer.isPresent()
                && !viewer.get().role().covers(Role.REVIEWER)) {
            ctx.attribute(ONLY_OWNER, viewer.get().name());
        }
    }

    /** The one person whose jobs and predictions may be shown; empty when all may. */
    public static Optional<String> onlyOwner(Context ctx) {
        return Optional.ofNullable(ctx.attribute(ONLY_OWNER));
    }

    /** Before a correction: only reviewers make and undo them. */
    public static void reviewers(Context ctx) {
        if (!ctx.method().name().equals("GET") && !ctx.method().name().equals("HEAD")) {
            Gate.require(ctx, Role.REVIEWER);
        }
    }

    /** Before a request on a job: hides it from those who may not see it. */
    public void check(Context ctx) {
        Optional<String> only = onlyOwner(ctx);
        if (only.isEmpty()) {
            return;
        }
        String id = ctx.pathParam("job");
        Optional<Job> job = jobs.find(id);
        if (job.isPresent() && !job.get().owner().equals(only.get())) {
            throw Problem.missing("missing.job", id);
        }
    }

    /** Ends the request unless whoever asks may change the job: it is theirs, or they are an owner. */
    public static void requireMayChange(Context ctx, Job job) {
        Viewer viewer = Gate.viewer(ctx);
        if (!job.owner().equals(viewer.name()) && !viewer.role().covers(Role.OWNER)) {
            throw Problem.told(HttpStatus.FORBIDDEN, "job.others", job.owner()).exception();
        }
    }
}
