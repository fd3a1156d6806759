package dev.vitrine.web.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.audit.AuditTrail;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.upload.CsvTable;
import dev.vitrine.web.upload.JsonTable;
import dev.vitrine.web.upload.LimitedInput;
import dev.vitrine.web.upload.MappedTable;
import dev.vitrine.web.upload.TableFormat;
import dev.vitrine.web.upload.TableSource;
import dev.vitrine.web.upload.UploadLimits;
import dev.vitrine.web.webhook.WebhookConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/**
 * {@code POST /api/v1/prototypes/{p}/jobs}: a table as the file of a multipart form or as the body, or a filled form.
 * Fields {@code mapping} and {@code headless} before the file, or parameters of these names, say how to read it.
 */
public final class SubmitResource {
    private static final int HEAD = 64;
    private static final long SKIPPED = 1 << 16;
    private static final int LONGEST_FIELD = 1 << 20;
    /** Bytes of a form beside its file. */
    private static final long MOST_OF_FIELDS = 4 << 20;
    /** Types of bodies of which the first bytes tell what they are. */
    private static final List<String> FILES = List.of(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/jsonl",
            "application/x-ndjson",
            "application/octet-stream");

    private final PrototypeCatalog catalog;
    private final JobSubmitter submitter;
    private final RealtimePredictor predictor;
    private final Path folder;
    private final WebhookConfig webhooks;
    private final long maxBytes;
    private final Clock clock;

    /**
     * Takes submits.
     *
     * @param folder for temporary files
     * @param maxBytes of an upload
     */
    public SubmitResource(
            PrototypeCatalog catalog,
            JobSubmitter submitter,
            RealtimePredictor predictor,
            Path folder,
            WebhookConfig webhooks,
            long maxBytes,
            Clock clock) {
        this.catalog = catalog;
        this.submitter = submitter;
        this.predictor = predictor;
        this.folder = folder;
        this.webhooks = webhooks;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    public void submit(Context ctx) throws IOException {
        LimitedInput.checkAnnounced(ctx.req().getContentLengthLong(), maxBytes);
        try {
            answer(ctx, submitted(ctx, catalog.served(ctx.pathParam("prototype"))));
        } catch (RuntimeException e) {
            readRest(ctx.req().getInputStream());
            throw e;
        }
    }

    /** Who sends a long body reads the answer only when all is sent. */
    private void readRest(InputStream in) throws IOException {
        long left = maxBytes;
        long skipped = in.skip(Math.min(left, SKIPPED));
        while (skipped > 0 && left > 0) {
            left -= skipped;
            skipped = in.skip(Math.min(left, SKIPPED));
        }
    }

    private JobSubmitter.Submitted submitted(Context ctx, Served served) throws IOException {
        String type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
        if (ctx.isMultipartFormData()) {
            return multipart(ctx, served);
        }
        if (type.startsWith("text/csv") || type.startsWith("text/tab-separated-values")) {
            return csv(ctx, served);
        }
        if (FILES.stream().anyMatch(type::startsWith)) {
            return file(ctx, served, ctx.req().getInputStream(), "API", parameters(ctx));
        }
        if (type.startsWith("application/json")) {
            return json(ctx, served);
        }
        throw Problem.told(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "media-type.job", type.equals("null") ? "-" : type)
                .exception();
    }

    private void answer(Context ctx, JobSubmitter.Submitted submitted) {
        ObjectNode json = JobJson.of(JobView.of(submitted.job()), clock.instant());
        AuditTrail.tell(ctx, "", JobResource.state(submitted.job()));
        submitted.check().ifPresent(check -> json.set("checked", JobJson.of(check)));
        ctx.header("Location", "/api/v1/jobs/" + submitted.job().id())
                .status(HttpStatus.ACCEPTED)
                .contentType("application/json")
                .result(json.toString());
    }

    private JobSubmitter.Submitted multipart(Context ctx, Served served) throws IOException {
        JakartaServletFileUpload<?, ?> upload = new JakartaServletFileUpload<>();
        upload.setSizeMax(maxBytes + MOST_OF_FIELDS);
        FileItemInputIterator parts = upload.getItemIterator(ctx.req());
        TableOptions options = TableOptions.NONE;
        while (parts.hasNext()) {
            FileItemInput part = parts.next();
            try (InputStream in = part.getInputStream()) {
                if (!part.isFormField()) {
                    return file(ctx, served, in, fileName(part.getName()), options);
                }
                String value = new String(in.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8);
                options = switch (String.valueOf(part.getFieldName())) {
                    case "mapping" -> options.withMapping(value);
                    case "headless" -> options.withHeadless(value);
                    default -> options;
                };
            }
        }
        throw Problem.badRequest("file", "no-file");
    }

    private static TableOptions parameters(Context ctx) {
        String headless = ctx.queryParam("headless");
        String mapping = ctx.queryParam("mapping");
        TableOptions options = headless == null ? TableOptions.NONE : TableOptions.NONE.withHeadless(headless);
        return mapping == null ? options : options.withMapping(mapping);
    }

    private static String fileName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return last.isEmpty() ? "table.csv" : last.substring(0, Math.min(last.length(), 120));
    }

    private JobSubmitter.Submitted file(Context ctx, Served served, InputStream in, String source, TableOptions options)
            throws IOException {
        TableFormat.Reading reading = new TableFormat.Reading(
                served.prototype().inputs(), UploadLimits.of(served.prototype(), maxBytes), folder, options.headless());
        return submit(ctx, served, in, source, options, body -> TableFormat.open(body, reading)
                .table());
    }

    private JobSubmitter.Submitted csv(Context ctx, Served served) throws IOException {
        UploadLimits limits = UploadLimits.of(served.prototype(), maxBytes);
        TableOptions options = parameters(ctx);
        return submit(
                ctx,
                served,
                ctx.req().getInputStream(),
                "API",
                options,
                body -> new CsvTable(body, limits, options.headless()));
    }

    private JobSubmitter.Submitted submit(
            Context ctx,
            Served served,
            InputStream in,
            String source,
            TableOptions options,
            StreamedTable.Format format)
            throws IOException {
        return submitter.submit(
                submission(ctx, served, source),
                new StreamedTable(
                        new LimitedInput(in, maxBytes),
                        options.digestible(),
                        body -> mapped(format.read(body), options)));
    }

    private static TableSource mapped(TableSource table, TableOptions options) throws IOException {
        if (options.mapping().isEmpty()) {
            return table;
        }
        boolean done = false;
        try {
            TableSource mapped = new MappedTable(table, options.mapping());
            done = true;
            return mapped;
        } finally {
            if (!done) {
                table.close();
            }
        }
    }

    private JobSubmitter.Submitted json(Context ctx, Served served) throws IOException {
        InputStream in = new LimitedInput(ctx.req().getInputStream(), maxBytes);
        byte[] head = in.readNBytes(HEAD);
        if (new String(head, StandardCharsets.UTF_8).matches("(?s)\\s*\\{\\s*\"form\".*")) {
            return form(ctx, served, whole(head, in).readNBytes(1 << 20));
        }
        UploadLimits limits = UploadLimits.of(served.prototype(), maxBytes);
        return submitter.submit(
                submission(ctx, served, "API"),
                new StreamedTable(
                        whole(head, in),
                        "",
                        body -> new JsonTable(body, served.prototype().inputs(), limits)));
    }

    private static InputStream whole(byte[] head, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(head), rest);
    }

    private JobSubmitter.Submitted form(Context ctx, Served served, byte[] body) throws IOException {
        requireForm(served.prototype());
        Map<String, String> form = new LinkedHashMap<>();
        try {
            JsonNode fields = Json.MAPPER.readTree(body).path("form");
            fields.properties()
                    .forEach(field -> form.put(field.getKey(), JsonCells.cell(field.getKey(), field.getValue())));
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("form", "form.no-json", e.getOriginalMessage());
        }
        return submitter.submit(submission(ctx, served, "form"), new FormTable(predictor, served, form));
    }

    static void requireForm(Prototype prototype) {
        if (prototype.batch().form().isEmpty()) {
            throw Problem.badRequest("form", "form.none", prototype.name());
        }
    }

    private JobSubmitter.Submission submission(Context ctx, Served served, String source) {
        return new JobSubmitter.Submission(
                served,
                source,
                Gate.viewer(ctx).name(),
                Optional.ofNullable(ctx.header("Idempotency-Key")),
                Optional.empty(),
                Optional.ofNullable(ctx.header("Webhook-Url"))
                        .map(url -> webhooks.checked(url).toString()));
    }
}
