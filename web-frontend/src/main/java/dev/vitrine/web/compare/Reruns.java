package dev.vitrine.web.compare;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.Ids;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.audit.AuditTrail;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.job.JobSubmitter;
import dev.vitrine.web.page.Templates;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /jobs/{id}/again}: the same rows answered by another version, as a new job. */
public final class Reruns {
    private static final int VERSIONS = 20;
    private static final int LOOKED_AT = 100;

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final JobStore jobs;
    private final ArtifactBucket bucket;
    private final JobSubmitter submitter;

    public Reruns(
            Templates templates,
            PrototypeCatalog catalog,
            JobStore jobs,
            ArtifactBucket bucket,
            JobSubmitter submitter) {
        this.templates = templates;
        this.catalog = catalog;
        this.jobs = jobs;
        this.bucket = bucket;
        this.submitter = submitter;
    }

    /** The job of that id, hidden from those who see their own alone. */
    static Job job(Context ctx, JobStore jobs, String id) {
        Job job = JobResource.job(jobs, id);
        if (!JobGuard.onlyOwner(ctx).map(job.owner()::equals).orElse(true)) {
            throw Problem.missing("missing.job", id);
        }
        return job;
    }

    public void show(Context ctx) {
        Job job = job(ctx, jobs, ctx.pathParam("job"));
        Served served = catalog.served(job.prototype());
        Optional<String> only = JobGuard.onlyOwner(ctx);
        List<Job> alike = jobs
                .list(new JobQuery(Optional.of(job.prototype()), Optional.empty(), only, Optional.empty(), LOOKED_AT))
                .jobs()
                .stream()
                .filter(other -> other.rows() == job.rows()
                        && !other.id().equals(job.id())
                        && other.state().isDone())
                .toList();
        templates.render(
                ctx,
                "again",
                new RerunPage(
                        templates.frame(ctx, Texts.text("again.title"), "jobs"),
                        served.prototype().title(),
                        job,
                        served.version().version(),
                        catalog.versions(job.prototype(), VERSIONS),
                        alike,
                        Ids.secret(26)));
    }

    public void rerun(Context ctx) throws IOException {
        Job job = job(ctx, jobs, ctx.pathParam("job"));
        String wanted = String.valueOf(ctx.formParam("version"));
        Served version =
                catalog.version(job.prototype(), wanted).orElseThrow(() -> Problem.missing("missing.version", wanted));
        JobSubmitter.Submitted submitted = submitter.submit(
                new JobSubmitter.Submission(
                        version,
                        job.source(),
                        Gate.viewer(ctx).name(),
                        Optional.ofNullable(ctx.formParam("key"))
                                .filter(key -> key.matches("[a-z0-9]{10,64}"))
                                .map(key -> "again-" + key)),
                new KeptTable(bucket, job));
        AuditTrail.tell(ctx, "", JobResource.state(submitted.job()));
        ctx.redirect("/jobs/" + submitted.job().id(), HttpStatus.SEE_OTHER);
    }
}
