package dev.vitrine.web.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.limit.JsonBody;
import dev.vitrine.web.upload.ColumnMatching;
import dev.vitrine.web.upload.ColumnMatching.Kind;
import dev.vitrine.web.upload.ColumnMatching.Match;
import dev.vitrine.web.upload.LimitedInput;
import dev.vitrine.web.upload.TableFormat;
import dev.vitrine.web.upload.TableHead;
import dev.vitrine.web.upload.UploadLimits;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /prototypes/{p}/preview}: what a table holds before it is submitted. The body is the file, or its begin with
 * {@code ?partial=1&size=<bytes>}; or, to judge a choice of columns, the JSON {@code {"columns","rows","mapping","total"}}
 * of what came back before. Nothing is kept.
 */
public final class PreviewResource {
    private final PrototypeCatalog catalog;
    private final JobEstimator estimator;
    private final Path folder;
    private final long maxBytes;

    /**
     * Looks at tables.
     *
     * @param folder for temporary files
     * @param maxBytes of an upload
     */
    public PreviewResource(PrototypeCatalog catalog, JobEstimator estimator, Path folder, long maxBytes) {
        this.catalog = catalog;
        this.estimator = estimator;
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    public void preview(Context ctx) throws IOException {
        Served served = catalog.served(ctx.pathParam("prototype"));
        ObjectNode json =
                ctx.isJson() ? judged(served, JsonBody.read(ctx, Json.MAPPER, "preview")) : looked(ctx, served);
        ctx.contentType("application/json").result(json.toString());
    }

    private ObjectNode looked(Context ctx, Served served) throws IOException {
        LimitedInput.checkAnnounced(ctx.req().getContentLengthLong(), maxBytes);
        boolean partial = "1".equals(ctx.queryParam("partial"));
        boolean headless = "1".equals(ctx.queryParam("headless"));
        long size = number(ctx.queryParam("size"));
        CountedInput in = new CountedInput(new LimitedInput(ctx.req().getInputStream(), maxBytes));
        TableFormat.Reading reading = new TableFormat.Reading(
                served.prototype().inputs(), UploadLimits.of(served.prototype(), maxBytes), folder, headless);
        TableFormat.Opened opened = TableFormat.open(in, reading);
        try (var table = opened.table()) {
            TableHead head = TableHead.of(table, partial);
            long rows = !head.whole() && size > 0 && in.passed() > 0 && opened.format() != TableFormat.EXCEL
                    ? Math.max(head.counted(), Math.round((double) size / in.passed() * head.counted()))
                    : head.counted();
            ObjectNode json = Json.object()
                    .put("format", opened.format().label())
                    .put("headless", headless)
                    .put(
                            "looksHeadless",
                            !headless
                                    && opened.format() == TableFormat.DELIMITED
                                    && ColumnMatching.looksHeadless(
                                            served.prototype().inputs(), head.columns()));
            Map<String, String> chosen = headless ? byPlace(served.prototype(), head.columns()) : Map.of();
            return add(json, served, head.columns(), head.rows(), chosen, rows, head.whole());
        }
    }

    /** Without names the columns are taken in the declared order. */
    private static Map<String, String> byPlace(Prototype prototype, List<String> columns) {
        List<String> needed = RowReader.columnsOf(prototype.inputs());
        Map<String, String> chosen = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(needed.size(), columns.size()); i++) {
            chosen.put(needed.get(i), columns.get(i));
        }
        return chosen;
    }

    private ObjectNode judged(Served served, JsonNode body) {
        List<String> columns = texts(body.path("columns"));
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : body.path("rows")) {
            if (rows.size() < TableHead.ROWS) {
                rows.add(texts(row));
            }
        }
        return add(
                Json.object(),
                served,
                columns,
                rows,
                TableOptions.mapping(body.path("mapping")),
                body.path("total").asLong(rows.size()),
                body.path("whole").asBoolean());
    }

    private ObjectNode add(
            ObjectNode json,
            Served served,
            List<String> columns,
            List<List<String>> rows,
            Map<String, String> chosen,
            long total,
            boolean whole) {
        Prototype prototype = served.prototype();
        List<Match> matches = ColumnMatching.propose(prototype.inputs(), columns, rows, chosen);
        json.put("rowCount", total).put("whole", whole);
        columns.forEach(json.putArray("columns")::add);
        ArrayNode shown = json.putArray("rows");
        rows.forEach(row -> row.forEach(shown.addArray()::add));
        ArrayNode needed = json.putArray("needed");
        for (Match match : matches) {
            ObjectNode one = needed.addObject()
                    .put("name", match.needed())
                    .put("type", match.field().type().word())
                    .put("required", match.field().required())
                    .put("kind", match.kind().name());
            match.field().help().ifPresent(help -> one.put("help", help));
            match.column().ifPresent(column -> one.put("column", column));
        }
        boolean complete = matches.stream()
                .noneMatch(
                        match -> match.kind() == Kind.MISSING && match.field().required());
        json.put("complete", complete);
        if (complete) {
            json.set("checked", JobJson.of(TableOptions.check(prototype, columns, rows, matches)));
        }
        JobEstimator.Estimate estimate = estimator.of(served, total);
        ObjectNode time = json.putObject("estimate")
                .put("atOnce", estimate.atOnce() && whole)
                .put("seconds", estimate.seconds())
                .put("measured", estimate.measured());
        estimate.usd().ifPresent(usd -> time.put("usd", Math.ceil(usd * 10_000) / 10_000));
        return json;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static long number(@org.jspecify.annotations.Nullable String text) {
        return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
