package dev.vitrine.web.page;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.Ids;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.audit.AuditTrail;
import dev.vitrine.web.catalog.Example;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.FormTable;
import dev.vitrine.web.job.InvalidFormFieldsException;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.job.JobSubmitter;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.problem.Problems;
import dev.vitrine.web.upload.UploadLimits;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /prototypes/{p}/batch}: upload a table, or fill the declared form. */
public final class BatchPages {
    private static final int SECRET = 26;
    private static final int TEMPLATE_ROWS = 3;

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final JobSubmitter submitter;
    private final RealtimePredictor predictor;
    private final long maxBytes;

    /** @param maxBytes of an upload */
    public BatchPages(
            Templates templates,
            PrototypeCatalog catalog,
            JobSubmitter submitter,
            RealtimePredictor predictor,
            long maxBytes) {
        this.templates = templates;
        this.catalog = catalog;
        this.submitter = submitter;
        this.predictor = predictor;
        this.maxBytes = maxBytes;
    }

    public void show(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Map<String, String> values = new LinkedHashMap<>();
        served.prototype().batch().form().ifPresent(form -> form.fields()
                .forEach(field -> values.put(field.name(), Control.example(field))));
        show(ctx, served, values, Map.of(), Optional.empty());
    }

    /** Submits the declared form. */
    public void submitForm(Context ctx) throws IOException {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Schema form = served.prototype().batch().form().orElseThrow(() -> Problem.told(
                        HttpStatus.BAD_REQUEST, "no-form")
                .withField("form")
                .exception());
        Map<String, String> values = TryPages.values(ctx, form);
        try {
            JobSubmitter.Submitted submitted = submitter.submit(
                    new JobSubmitter.Submission(
                            served,
                            "form",
                            Gate.viewer(ctx).name(),
                            Optional.ofNullable(ctx.formParam("key"))
                                    .filter(key -> !key.isBlank())
                                    .map(key -> "page-" + key + "-" + Integer.toHexString(values.hashCode()))),
                    new FormTable(predictor, served, values));
            AuditTrail.tell(ctx, "", JobResource.state(submitted.job()));
            ctx.redirect("/jobs/" + submitted.job().id(), HttpStatus.SEE_OTHER);
        } catch (InvalidFormFieldsException e) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, served, values, e.problems(), Optional.empty());
        } catch (PredictionFailedException e) {
            Problem problem = Problems.of(e);
            ctx.status(problem.status());
            show(ctx, served, values, Map.of(), Optional.of(problem));
        }
    }

    private void show(
            Context ctx,
            Served served,
            Map<String, String> values,
            Map<String, String> errors,
            Optional<Problem> problem) {
        List<Control> controls = served.prototype()
                .batch()
                .form()
                .map(form -> Control.of(form, values, errors))
                .orElse(List.of());
        templates.render(
                ctx,
                "batch",
                new BatchPage(
                        templates
                                .frame(ctx, served.prototype().title(), "prototypes")
                                .styled("tables.css"),
                        served,
                        RowReader.columnsOf(served.prototype().inputs()),
                        UploadLimits.of(served.prototype(), maxBytes),
                        controls,
                        problem,
                        Ids.secret(SECRET)));
    }

    /** A table with the right header and some example rows, to fill. */
    public void template(Context ctx) throws IOException {
        Served served = catalog.served(ctx.pathParam("prototype"));
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(RowReader.columnsOf(served.prototype().inputs()));
            served.examples().stream()
                    .limit(TEMPLATE_ROWS)
                    .forEach(example -> csv.writeRecord(cells(served.prototype().inputs(), example)));
        }
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + served.name() + "-template.csv\"")
                .result(text.toString());
    }

    private static List<String> cells(Schema inputs, Example example) {
        List<String> cells = new ArrayList<>();
        for (int f = 0; f < inputs.size(); f++) {
            Field field = inputs.fields().get(f);
            String value = example.values().get(f);
            if (field.type() instanceof FieldType.Vector vector
                    && vector.columns().isPresent()) {
                String[] numbers = value.split(" ", -1);
                for (int i = 0; i < vector.length(); i++) {
                    cells.add(i < numbers.length ? numbers[i] : "");
                }
            } else {
                cells.add(value);
            }
        }
        return cells;
    }
}
