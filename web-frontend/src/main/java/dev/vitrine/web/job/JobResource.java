package dev.vitrine.web.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.audit.AuditTrail;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** {@code /api/v1/jobs}: list, look at and cancel jobs. */
public final class JobResource {
    private static final int DEFAULT_LIMIT = 50;

    private final JobStore jobs;
    private final Clock clock;

    public JobResource(JobStore jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    public void list(Context ctx) {
        JobPage page = jobs.list(query(ctx, DEFAULT_LIMIT));
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("jobs");
        Instant now = clock.instant();
        page.jobs().forEach(job -> list.add(JobJson.of(JobView.of(job), now)));
        page.next().ifPresent(next -> json.put("next", next));
        ctx.contentType("application/json").result(json.toString());
    }

    public void find(Context ctx) {
        Job job = job(jobs, ctx.pathParam("job"));
        Instant now = clock.instant();
        JobView view = job.state().isDone() ? JobView.of(job) : JobView.of(job, jobs.shards(job.id()), now);
        ObjectNode json = JobJson.of(view, now);
        ArrayNode columns = json.putArray("columns");
        job.columns().forEach(columns::add);
        ctx.contentType("application/json").result(json.toString());
    }

    public void cancel(Context ctx) {
        String id = ctx.pathParam("job");
        Job before = job(jobs, id);
        JobGuard.requireMayChange(ctx, before);
        Job job = jobs.cancel(id).orElseThrow(() -> noJob(id));
        AuditTrail.tell(ctx, state(before), state(job));
        ctx.contentType("application/json")
                .result(JobJson.of(JobView.of(job), clock.instant()).toString());
    }

    /** What the audit trail tells of a job. */
    public static String state(Job job) {
        return Json.object()
                .put("id", job.id())
                .put("state", job.state().name())
                .toString();
    }

    /** The job of that id, or a problem that says there is none. */
    public static Job job(JobStore jobs, String id) {
        return jobs.find(id).orElseThrow(() -> noJob(id));
    }

    private static RuntimeException noJob(String id) {
        return Problem.missing("missing.job", id);
    }

    /** The jobs that a request's parameters ask for. */
    public static JobQuery query(Context ctx, int limit) {
        return new JobQuery(
                param(ctx, "prototype"),
                state(ctx),
                JobGuard.onlyOwner(ctx).or(() -> param(ctx, "owner")),
                cursor(ctx),
                limit);
    }

    private static Optional<JobState> state(Context ctx) {
        Optional<String> state = param(ctx, "state");
        for (JobState known : JobState.values()) {
            if (state.isPresent() && known.name().equalsIgnoreCase(state.get())) {
                return Optional.of(known);
            }
        }
        if (state.isPresent()) {
            throw Problem.badRequest("state", "state", state.get(), Arrays.toString(JobState.values()));
        }
        return Optional.empty();
    }

    private static Optional<String> cursor(Context ctx) {
        Optional<String> cursor = param(ctx, "cursor");
        if (cursor.isPresent() && !cursor.get().matches("[A-Za-z0-9_-]{1,64}")) {
            throw Problem.badRequest("cursor", "cursor");
        }
        return cursor;
    }

    private static Optional<String> param(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isBlank());
    }
}
