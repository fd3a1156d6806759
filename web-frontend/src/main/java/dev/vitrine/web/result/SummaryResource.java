package dev.vitrine.web.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@code GET /api/v1/jobs/{id}/summary}: distributions of the outputs and a sample of rows, of a job that is done. Counted
 * once while the results stream by, then kept beside them.
 */
public final class SummaryResource {
    /** Of longer results so many rows are counted, in spans spread evenly. */
    private static final long MOST_COUNTED = 1_000_000;

    private static final int SPAN = 4_096;

    private final JobStore jobs;
    private final JobResults results;
    private final ArtifactBucket bucket;
    private final PrototypeCatalog catalog;
    /** One count of a job at a time, whoever asks. */
    private final Map<String, ReentrantLock> counting = new ConcurrentHashMap<>();

    public SummaryResource(JobStore jobs, JobResults results, ArtifactBucket bucket, PrototypeCatalog catalog) {
        this.jobs = jobs;
        this.results = results;
        this.bucket = bucket;
        this.catalog = catalog;
    }

    public void summary(Context ctx) {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        if (!job.state().isDone()) {
            throw Problem.told(HttpStatus.CONFLICT, "summary.running").exception();
        }
        ctx.contentType("application/json").result(kept(job).orElseGet(() -> counted(job)));
    }

    private Optional<byte[]> kept(Job job) {
        try (InputStream in = bucket.open(BucketKeys.summary(job.id()))) {
            return Optional.of(in.readAllBytes());
        } catch (NoSuchArtifactException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the summary of job " + job.id(), e);
        }
    }

    private byte[] counted(Job job) {
        ReentrantLock lock = counting.computeIfAbsent(job.id(), any -> new ReentrantLock());
        lock.lock();
        try {
            return kept(job).orElseGet(() -> {
                byte[] json = count(job).toString().getBytes(StandardCharsets.UTF_8);
                bucket.put(BucketKeys.summary(job.id()), json);
                return json;
            });
        } finally {
            lock.unlock();
            counting.remove(job.id());
        }
    }

    private ObjectNode count(Job job) {
        List<Field> outputs = catalog.version(job.prototype(), job.version())
                .map(Served::prototype)
                .map(prototype -> prototype.outputs())
                .map(Schema::fields)
                .orElse(List.of());
        int first = 1 + job.columns().size();
        List<Integer> places = new ArrayList<>();
        List<ColumnSummary> columns = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Field field = outputs.get(i);
            if (!(field.type() instanceof FieldType.Vector) && !(field.type() instanceof FieldType.Image)) {
                places.add(first + i);
                columns.add(new ColumnSummary(field.name(), isNumeric(field.type())));
            }
        }
        RowSample sample = new RowSample(results.columns(job));
        long[] seen = {0, 0};
        visit(job, record -> {
            seen[0]++;
            if (!record.getLast().isEmpty()) {
                seen[1]++;
                return;
            }
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(record.get(places.get(i)));
            }
            sample.add(record);
        });
        ObjectNode json = Json.object()
                .put("rows", job.rows())
                .put("counted", seen[0])
                .put("rejected", seen[1])
                .put("inputs", job.columns().size());
        ArrayNode list = json.putArray("outputs");
        columns.forEach(column -> column.write(list.addObject()));
        json.set("sample", sample.json());
        return json;
    }

    private static boolean isNumeric(FieldType type) {
        return type instanceof FieldType.Real || type instanceof FieldType.Whole;
    }

    private void visit(Job job, java.util.function.Consumer<List<String>> visitor) {
        if (job.rows() <= MOST_COUNTED) {
            results.forEach(job, visitor);
            return;
        }
        long spans = MOST_COUNTED / SPAN;
        for (long span = 0; span < spans; span++) {
            results.page(job, 1 + (job.rows() - SPAN) * span / (spans - 1), SPAN)
                    .forEach(visitor);
        }
    }
}
