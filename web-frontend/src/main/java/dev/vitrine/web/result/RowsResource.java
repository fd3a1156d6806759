package dev.vitrine.web.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.Json;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code GET /api/v1/jobs/{id}/rows?from=&count=&sort=&order=&column=&find=&rejected=}: a range of results, for who scrolls
 * through them. Long cells are cut, and of wide results the first columns are shown: {@link ShownColumns}.
 */
public final class RowsResource {
    private static final int MOST = 500;
    private static final int LONGEST_FIND = 200;

    private final JobStore jobs;
    private final JobResults results;
    private final ResultViews views;

    public RowsResource(JobStore jobs, JobResults results, ResultViews views) {
        this.jobs = jobs;
        this.results = results;
        this.views = views;
    }

    public void rows(Context ctx) {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        List<String> columns = results.columns(job);
        long from = number(ctx, "from", 0, Long.MAX_VALUE / 2);
        int count = (int) number(ctx, "count", 100, MOST);
        ShownColumns shown = new ShownColumns(columns, job.columns().size());
        ResultViews.Range range = views.range(job, query(ctx, columns), from, count, shown);
        ObjectNode json = Json.object()
                .put("job", job.id())
                .put("from", from)
                .put("total", range.total())
                .put("inputs", shown.inputs())
                .put("inputsInAll", job.columns().size())
                .put("columnsInAll", columns.size());
        shown.names().forEach(json.putArray("columns")::add);
        ArrayNode rows = json.putArray("rows");
        for (List<String> row : range.rows()) {
            ArrayNode cells = rows.addArray();
            row.forEach(cells::add);
        }
        ctx.contentType("application/json").result(json.toString());
    }

    private static ViewQuery query(Context ctx, List<String> columns) {
        String find = Optional.ofNullable(ctx.queryParam("find")).orElse("").strip();
        if (find.length() > LONGEST_FIND) {
            throw Problem.badRequest("find", "rows.find", LONGEST_FIND);
        }
        return new ViewQuery(
                column(ctx, "sort", columns),
                "desc".equals(ctx.queryParam("order")),
                find.isEmpty() ? OptionalInt.empty() : column(ctx, "column", columns),
                find,
                "1".equals(ctx.queryParam("rejected")));
    }

    private static OptionalInt column(Context ctx, String param, List<String> columns) {
        String name = ctx.queryParam(param);
        if (name == null || name.isEmpty()) {
            return OptionalInt.empty();
        }
        int place = columns.indexOf(name);
        if (place < 0) {
            throw Problem.badRequest(param, "rows.column", name);
        }
        return OptionalInt.of(place);
    }

    /** A parameter that counts, at most so many. */
    static long number(Context ctx, String param, long otherwise, long most) {
        String text = ctx.queryParam(param);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,15}")) {
            throw Problem.badRequest(param, "rows.number", param);
        }
        return Math.min(Long.parseLong(text), most);
    }
}
