package dev.vitrine.web.page;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.audit.AuditTrail;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.job.JobSubmitter;
import dev.vitrine.web.job.JobView;
import dev.vitrine.web.result.ShownColumns;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code /jobs/{id}}: one job with its progress and results. */
public final class JobPages {
    private static final int ROWS = 50;
    private static final int REJECTS = 20;
    private static final int LONGEST = 400;

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final JobStore jobs;
    private final JobResults results;
    private final JobSubmitter submitter;
    private final Clock clock;

    public JobPages(
            Templates templates,
            PrototypeCatalog catalog,
            JobStore jobs,
            JobResults results,
            JobSubmitter submitter,
            Clock clock) {
        this.templates = templates;
        this.catalog = catalog;
        this.jobs = jobs;
        this.results = results;
        this.submitter = submitter;
        this.clock = clock;
    }

    /** One job; a script may ask for the page of results alone. */
    public void show(Context ctx) {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        ResultTable table = results(job, Math.min(Math.max(row(ctx), 1), job.rows()));
        if (Templates.wantsFragment(ctx)) {
            templates.render(ctx, "part/results", table);
            return;
        }
        Instant now = clock.instant();
        JobView view = job.state().isDone() ? JobView.of(job) : JobView.of(job, jobs.shards(job.id()), now);
        String title = catalog.version(job.prototype(), job.version())
                .map(served -> served.prototype().title())
                .orElse(job.prototype());
        templates.render(
                ctx,
                "job",
                new JobDetailPage(
                        templates.frame(ctx, title, "jobs").styled("tables.css"),
                        title,
                        view,
                        submitter.check(job.id()),
                        table,
                        jobs.mends(job.id()),
                        now));
    }

    public void cancel(Context ctx) {
        String id = ctx.pathParam("job");
        Job before = JobResource.job(jobs, id);
        JobGuard.requireMayChange(ctx, before);
        jobs.cancel(id).ifPresent(job -> AuditTrail.tell(ctx, JobResource.state(before), JobResource.state(job)));
        ctx.redirect("/jobs/" + id, HttpStatus.SEE_OTHER);
    }

    private static long row(Context ctx) {
        String row = ctx.queryParam("row");
        return row != null && row.matches("\\d{1,12}") ? Long.parseLong(row) : 1;
    }

    private ResultTable results(Job job, long first) {
        ShownColumns shown =
                new ShownColumns(results.columns(job), job.columns().size());
        List<String> columns = shown.names();
        int inputs = shown.inputs();
        int outputs = columns.size() - inputs - 2;
        List<ResultTable.Line> lines = new ArrayList<>();
        List<ResultTable.Reject> rejects = new ArrayList<>();
        if (job.progress().rowsDone() > 0) {
            for (List<String> row : results.page(job, first, ROWS, shown)) {
                lines.add(new ResultTable.Line(
                        row.getFirst(), reordered(row.subList(1, row.size() - 1), inputs), row.getLast()));
            }
            for (List<String> reject : results.rejects(job, 0, REJECTS, JobPages::brief)) {
                rejects.add(new ResultTable.Reject(reject.get(0), reject.get(1), reject.get(2), reject.get(3)));
            }
        }
        return new ResultTable(
                job.id(),
                reordered(columns.subList(1, columns.size() - 1), inputs),
                outputs,
                lines,
                first,
                ROWS,
                job.rows(),
                rejects);
    }

    /** Of a reject what is told beside its row. */
    private static List<String> brief(List<String> reject) {
        return reject.subList(0, 4).stream()
                .map(cell -> cell.length() <= LONGEST ? cell : cell.substring(0, LONGEST - 1) + "…")
                .toList();
    }

    private static List<String> reordered(List<String> cells, int inputs) {
        List<String> ordered = new ArrayList<>(cells.subList(inputs, cells.size()));
        ordered.addAll(cells.subList(0, inputs));
        return ordered;
    }
}
