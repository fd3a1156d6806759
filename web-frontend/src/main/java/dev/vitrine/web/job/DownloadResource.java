package dev.vitrine.web.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/jobs/{id}/results.csv}, {@code results.json}, {@code results.jsonl} and {@code rejects.csv}, streamed. */
public final class DownloadResource {
    private final JobStore jobs;
    private final JobResults results;
    private final PrototypeCatalog catalog;

    public DownloadResource(JobStore jobs, JobResults results, PrototypeCatalog catalog) {
        this.jobs = jobs;
        this.results = results;
        this.catalog = catalog;
    }

    /** All outcomes as CSV. With {@code ?safe=1} no cell can be taken for a formula by a spreadsheet. */
    public void resultsCsv(Context ctx) throws IOException {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        csv(ctx, job, "results.csv", out -> results.writeCsv(job, out));
    }

    public void rejectsCsv(Context ctx) throws IOException {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        csv(ctx, job, "rejects.csv", out -> results.writeRejectsCsv(job, out));
    }

    private static void csv(Context ctx, Job job, String name, LongAnswer.Maker maker) throws IOException {
        ctx.contentType("text/csv; charset=utf-8").header("Content-Disposition", attachment(job, name));
        LongAnswer.send(ctx, answer -> {
            OutputStream out = new BufferedOutputStream(answer, 1 << 12);
            if ("1".equals(ctx.queryParam("safe"))) {
                out = new FormulaGuard(out);
            }
            maker.write(out);
            out.close();
        });
    }

    private static String attachment(Job job, String name) {
        return "attachment; filename=\"" + job.prototype() + "-" + job.id() + "-" + name + "\"";
    }

    private Optional<Schema> outputs(Job job) {
        return catalog.version(job.prototype(), job.version())
                .map(Served::prototype)
                .map(prototype -> prototype.outputs());
    }

    /** All outcomes as {@code {"columns":[...],"rows":[[...]]}}; outputs in their own types, inputs as uploaded. */
    public void resultsJson(Context ctx) throws IOException {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        Optional<Schema> outputs = outputs(job);
        List<String> columns = results.columns(job);
        int firstOutput = 1 + job.columns().size();
        ctx.contentType("application/json").header("Content-Disposition", attachment(job, "results.json"));
        LongAnswer.send(ctx, out -> {
            JsonGenerator json = new JsonFactory().createGenerator(out);
            json.writeStartObject();
            json.writeStringField("id", job.id());
            json.writeStringField("state", job.state().name());
            json.writeArrayFieldStart("columns");
            for (String column : columns) {
                json.writeString(column);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            results.forEach(job, row -> {
                try {
                    json.writeStartArray();
                    for (int i = 0; i < row.size(); i++) {
                        write(json, outputs, i - firstOutput, i, row.get(i));
                    }
                    json.writeEndArray();
                } catch (IOException e) {
                    throw new UncheckedIOException("the results are not wanted any more", e);
                }
            });
            json.writeEndArray();
            json.writeEndObject();
            json.close();
        });
    }

    /** All outcomes as JSON Lines: an object per row; outputs in their own types, inputs as uploaded. */
    public void resultsJsonLines(Context ctx) throws IOException {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        Optional<Schema> outputs = outputs(job);
        List<String> columns = results.columns(job);
        int firstOutput = 1 + job.columns().size();
        ctx.contentType("application/jsonl").header("Content-Disposition", attachment(job, "results.jsonl"));
        LongAnswer.send(ctx, out -> {
            JsonGenerator json = new JsonFactory().createGenerator(out);
            json.setRootValueSeparator(new SerializedString("\n"));
            results.forEach(job, row -> {
                try {
                    json.writeStartObject();
                    for (int i = 0; i < row.size(); i++) {
                        json.writeFieldName(columns.get(i));
                        write(json, outputs, i - firstOutput, i, row.get(i));
                    }
                    json.writeEndObject();
                } catch (IOException e) {
                    throw new UncheckedIOException("the results are not wanted any more", e);
                }
            });
            json.writeRaw('\n');
            json.close();
        });
    }

    private static void write(JsonGenerator json, Optional<Schema> outputs, int output, int column, String cell)
            throws IOException {
        if (column == 0) {
            json.writeNumber(Long.parseLong(cell));
        } else if (outputs.isPresent() && output >= 0 && output < outputs.get().size()) {
            Field field = outputs.get().fields().get(output);
            json.writeRawValue(JsonCells.json(field, cell).toString());
        } else {
            json.writeString(cell);
        }
    }
}
