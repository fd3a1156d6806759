package dev.vitrine.web.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.audit.AuditTrail;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.JobJson;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.job.JobSubmitter;
import dev.vitrine.web.job.JobView;
import dev.vitrine.web.limit.JsonBody;
import dev.vitrine.web.limit.LargeBodies;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.upload.RowsTable;
import dev.vitrine.web.upload.TableSource;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code GET /api/v1/jobs/{id}/rejects?after=&count=}: rejected rows with their reasons; and {@code POST
 * /api/v1/jobs/{id}/mend}: some of them anew, as people mended them, as a job of their own.
 */
public final class RejectsResource {
    /** Column of a mending job that tells which row of the first job each of its rows was. */
    public static final String ORIGIN = "original_row";

    private static final int MOST = 1_000;
    private static final long CHARACTERS = 2_000_000;
    /** Characters that a cell takes beside its own. */
    private static final int CELL = 20;

    private final JobStore jobs;
    private final JobResults results;
    private final PrototypeCatalog catalog;
    private final JobSubmitter submitter;
    private final Clock clock;

    public RejectsResource(
            JobStore jobs, JobResults results, PrototypeCatalog catalog, JobSubmitter submitter, Clock clock) {
        this.jobs = jobs;
        this.results = results;
        this.catalog = catalog;
        this.submitter = submitter;
        this.clock = clock;
    }

    public void list(Context ctx) {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        long after = RowsResource.number(ctx, "after", 0, Long.MAX_VALUE / 2);
        int count = (int) RowsResource.number(ctx, "count", 100, MOST);
        ObjectNode json = Json.object().put("total", job.progress().rejects());
        job.columns().forEach(json.putArray("columns")::add);
        ArrayNode rows = json.putArray("rows");
        Room room = new Room();
        for (List<String> reject : results.rejects(job, after, count, room::kept)) {
            if (reject.isEmpty()) {
                break;
            }
            ObjectNode row = rows.addObject()
                    .put("row", Long.parseLong(reject.get(0)))
                    .put("column", reject.get(1))
                    .put("value", reject.get(2))
                    .put("reason", reject.get(3));
            reject.subList(4, reject.size()).forEach(row.putArray("cells")::add);
        }
        ctx.contentType("application/json").result(json.toString());
    }

    public void mend(Context ctx) throws IOException {
        Job job = JobResource.job(jobs, ctx.pathParam("job"));
        if (!job.state().isDone()) {
            throw Problem.told(HttpStatus.CONFLICT, "mend.running").exception();
        }
        MessageDigest digest = Digests.newSha256();
        JsonNode body;
        try (InputStream in = new DigestInputStream(LargeBodies.open(ctx), digest)) {
            body = JsonBody.read(in, Json.MAPPER, "mend");
        }
        Map<Long, List<String>> mended = mended(body, job);
        requireRejects(job, List.copyOf(mended.keySet()));
        Served served = catalog.version(job.prototype(), job.version())
                .orElseThrow(() -> Problem.missing("missing.version.mend", job.version()));
        JobSubmitter.Submitted submitted = submitter.submit(
                new JobSubmitter.Submission(
                        served,
                        job.source(),
                        Gate.viewer(ctx).name(),
                        Optional.ofNullable(ctx.header("Idempotency-Key")),
                        Optional.of(job.id())),
                new Mended(job, mended, HexFormat.of().formatHex(digest.digest())));
        AuditTrail.tell(ctx, "", JobResource.state(submitted.job()));
        ctx.status(HttpStatus.ACCEPTED)
                .header("Location", "/api/v1/jobs/" + submitted.job().id())
                .contentType("application/json")
                .result(JobJson.of(JobView.of(submitted.job()), clock.instant()).toString());
    }

    private static Map<Long, List<String>> mended(JsonNode json, Job job) {
        Map<Long, List<String>> mended = new TreeMap<>();
        for (JsonNode row : json.path("rows")) {
            List<String> cells = new ArrayList<>();
            row.path("cells").forEach(cell -> cells.add(cell.asText()));
            if (!row.path("row").canConvertToExactIntegral()
                    || cells.size() != job.columns().size()) {
                throw Problem.badRequest(
                        "rows", "mend.cells", cells.size(), job.columns().size());
            }
            if (!row.path("row").canConvertToLong()
                    || row.path("row").asLong() < 1
                    || row.path("row").asLong() > job.rows()) {
                throw Problem.badRequest(
                        "rows", "mend.no-reject", row.path("row").asText());
            }
            mended.put(row.path("row").asLong(), cells);
        }
        if (mended.isEmpty() || mended.size() > MOST) {
            throw Problem.badRequest("rows", "mend.rows", MOST, mended.size());
        }
        return mended;
    }

    private void requireRejects(Job job, List<Long> rows) {
        Set<Long> rejected = results.rows(job, rows, record -> List.of(record.getFirst(), record.getLast())).stream()
                .filter(record -> !record.getLast().isEmpty())
                .map(record -> Long.parseLong(record.getFirst()))
                .collect(Collectors.toSet());
        for (long row : rows) {
            if (!rejected.contains(row)) {
                throw Problem.badRequest("rows", "mend.no-reject", row);
            }
        }
    }

    /** How many rejects go into one answer: the first, and more while they are not too long together. */
    private static final class Room {
        private long left = CHARACTERS;

        /** The reject, or nothing when there is no room for it. */
        List<String> kept(List<String> reject) {
            if (left <= 0) {
                return List.of();
            }
            left -= reject.stream().mapToLong(cell -> cell.length() + CELL).sum();
            return reject;
        }
    }

    /** Mended rows as the table of a new job. */
    private record Mended(Job job, Map<Long, List<String>> rows, String sha256) implements JobSubmitter.DigestedTable {
        @Override
        public TableSource table() {
            List<String> columns = new ArrayList<>(job.columns());
            boolean chained = columns.contains(ORIGIN);
            if (!chained) {
                columns.add(ORIGIN);
            }
            List<List<String>> cells = new ArrayList<>();
            rows.forEach((row, given) -> {
                List<String> all = new ArrayList<>(given);
                if (!chained) {
                    all.add(Long.toString(row));
                }
                cells.add(all);
            });
            return new RowsTable(columns, cells);
        }

        @Override
        public String digest() {
            return sha256;
        }
    }
}
