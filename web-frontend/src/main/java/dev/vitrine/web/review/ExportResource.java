package dev.vitrine.web.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.review.Review;
import dev.vitrine.common.review.ReviewStore;
import dev.vitrine.common.review.Verdict;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.access.Role;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.FormulaGuard;
import dev.vitrine.web.job.LongAnswer;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code GET /api/v1/prototypes/{p}/corrections.csv|.jsonl?job=}: every entry that was ever made, also those that were
 * taken back, streamed in the order of time; of one job in the order of rows.
 */
public final class ExportResource {
    private static final List<String> COLUMNS = List.of(
            "prediction", "row", "version", "answered_at", "reviewer", "reviewed_at", "revision", "verdict", "comment");

    private final PrototypeCatalog catalog;
    private final ReviewStore reviews;

    public ExportResource(PrototypeCatalog catalog, ReviewStore reviews) {
        this.catalog = catalog;
        this.reviews = reviews;
    }

    /** With {@code ?safe=1} no cell can be taken for a formula by a spreadsheet. */
    public void csv(Context ctx) throws IOException {
        requireSight(ctx);
        Served served = catalog.served(ctx.pathParam("prototype"));
        List<String> inputs = RowReader.columnsOf(served.prototype().inputs());
        List<String> outputs =
                served.prototype().outputs().fields().stream().map(Field::name).toList();
        begin(ctx, served, "csv", "text/csv; charset=utf-8");
        LongAnswer.send(ctx, answer -> {
            OutputStream out = "1".equals(ctx.queryParam("safe")) ? new FormulaGuard(answer) : answer;
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
            List<String> header = new ArrayList<>(COLUMNS);
            inputs.forEach(name -> header.add("input." + name));
            outputs.forEach(name -> header.add("output." + name));
            outputs.forEach(name -> header.add("corrected." + name));
            csv.writeRecord(header);
            each(ctx, served, review -> {
                List<String> cells = head(review);
                inputs.forEach(name -> cells.add(review.answer().inputs().getOrDefault(name, "")));
                outputs.forEach(name -> cells.add(review.answer().outputs().getOrDefault(name, "")));
                outputs.forEach(name -> cells.add(corrected(review).getOrDefault(name, "")));
                csv.writeRecord(cells);
            });
            csv.close();
        });
    }

    /** An object per entry, with all inputs as they came. */
    public void jsonLines(Context ctx) throws IOException {
        requireSight(ctx);
        Served served = catalog.served(ctx.pathParam("prototype"));
        begin(ctx, served, "jsonl", "application/jsonl");
        LongAnswer.send(
                ctx,
                out -> each(ctx, served, review -> {
                    ObjectNode json = Json.object();
                    List<String> head = head(review);
                    for (int i = 0; i < COLUMNS.size(); i++) {
                        json.put(COLUMNS.get(i), head.get(i));
                    }
                    json.put("row", review.answer().row()).put("revision", review.revision());
                    review.answer().inputs().forEach(json.putObject("inputs")::put);
                    review.answer().outputs().forEach(json.putObject("outputs")::put);
                    corrected(review).forEach(json.putObject("corrected")::put);
                    try {
                        out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        throw new UncheckedIOException("the export is not wanted any more", e);
                    }
                }));
    }

    /** Where people see only their own jobs, everybody's reviews are for reviewers. */
    private static void requireSight(Context ctx) {
        if (JobGuard.onlyOwner(ctx).isPresent()) {
            Gate.require(ctx, Role.REVIEWER);
        }
    }

    private void each(Context ctx, Served served, Consumer<Review> visitor) {
        Optional<String> job = Optional.ofNullable(ctx.queryParam("job")).filter(id -> !id.isBlank());
        if (job.isEmpty()) {
            reviews.forEach(served.name(), visitor);
        } else {
            reviews.of(job.get()).stream()
                    .filter(review -> review.answer().prototype().equals(served.name()))
                    .forEach(visitor);
        }
    }

    private static void begin(Context ctx, Served served, String ending, String type) {
        ctx.contentType(type)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + served.name() + "-corrections." + ending + "\"");
    }

    private static List<String> head(Review review) {
        return new ArrayList<>(List.of(
                review.answer().id(),
                Long.toString(review.answer().row()),
                review.answer().version(),
                review.answer().at().toString(),
                review.reviewer(),
                review.at().toString(),
                Integer.toString(review.revision()),
                review.verdict().word(),
                review.comment()));
    }

    private static Map<String, String> corrected(Review review) {
        return review.verdict() instanceof Verdict.Corrected(Map<String, String> outputs) ? outputs : Map.of();
    }
}
