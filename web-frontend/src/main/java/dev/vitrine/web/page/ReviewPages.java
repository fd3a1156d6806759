package dev.vitrine.web.page;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /prototypes/{p}/review}: judge answers one after another. */
public final class ReviewPages {
    private static final int JOBS = 25;
    private static final List<String> SHOWS = List.of("sample", "all", "disagreements");

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final JobStore jobs;

    public ReviewPages(Templates templates, PrototypeCatalog catalog, JobStore jobs) {
        this.templates = templates;
        this.catalog = catalog;
        this.jobs = jobs;
    }

    public void show(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Optional<Job> job = Optional.ofNullable(ctx.queryParam("job"))
                .filter(id -> !id.isBlank())
                .map(id -> JobResource.job(jobs, id));
        if (job.isPresent() && !job.get().prototype().equals(served.name())) {
            throw Problem.missing("missing.job.elsewhere", job.get().id());
        }
        String show = Optional.ofNullable(ctx.queryParam("show"))
                .filter(SHOWS::contains)
                .orElse("sample");
        List<Job> done = new ArrayList<>(
                jobs.list(new JobQuery(Optional.of(served.name()), Optional.empty(), Optional.empty(), JOBS))
                        .jobs());
        Optional<String> only = JobGuard.onlyOwner(ctx);
        if (job.isPresent() && only.isPresent() && !only.get().equals(job.get().owner())) {
            throw Problem.missing("missing.job", job.get().id());
        }
        done.removeIf(one -> !one.state().isDone()
                || one.progress().rowsDone() == 0
                || (only.isPresent() && !only.get().equals(one.owner())));
        job.filter(one -> done.stream().noneMatch(other -> other.id().equals(one.id())))
                .ifPresent(done::addFirst);
        templates.render(
                ctx,
                "review",
                new ReviewPage(
                        templates
                                .frame(ctx, served.prototype().title(), "prototypes")
                                .styled("tables.css"),
                        served,
                        done,
                        job,
                        show));
    }
}
