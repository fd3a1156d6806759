package dev.vitrine.web.page;

import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.Ids;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.catalog.FieldCheck;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.prediction.PredictionService;
import dev.vitrine.web.problem.Problems;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /prototypes/{p}}: the form, and the answer to it. */
public final class TryPages {
    private static final int SECRET = 26;
    private static final String[] STYLED = {"try.css", "form.js", "try.js", "copy.js", "what-if.js", "chart.js"};

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final PredictionService predictions;

    public TryPages(Templates templates, PrototypeCatalog catalog, PredictionService predictions) {
        this.templates = templates;
        this.catalog = catalog;
        this.predictions = predictions;
    }

    public void show(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Optional<String> from = Optional.ofNullable(ctx.queryParam("from"));
        Map<String, String> values = from.map(id -> AnswerPages.kept(predictions, served.name(), id)
                        .inputs(served.prototype())
                        .values())
                .orElseGet(() -> first(served));
        page(ctx, served, values, TryResult.NONE);
    }

    /** Answers the filled form: as a page, or as the part of it that a script asks for. */
    public void answer(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Map<String, String> values = values(ctx, served.prototype().inputs());
        TryResult result = result(ctx, served, values);
        result.problem().ifPresent(problem -> ctx.status(problem.status()));
        if (!result.errors().isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (Templates.wantsFragment(ctx)) {
            templates.render(ctx, "part/result", result);
        } else {
            page(ctx, served, values, result);
        }
    }

    private void page(Context ctx, Served served, Map<String, String> values, TryResult result) {
        List<Control> controls = Control.of(served.prototype().inputs(), values, result.errors());
        Frame frame =
                templates.frame(ctx, served.prototype().title(), "prototypes").styled(STYLED);
        templates.render(ctx, "try", new TryPage(frame, served, controls, result, Ids.secret(SECRET)));
    }

    private static Map<String, String> first(Served served) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : served.prototype().inputs().fields()) {
            values.put(field.name(), Control.example(field));
        }
        return values;
    }

    /** The values of a form's fields as they were typed. */
    static Map<String, String> values(Context ctx, Schema fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : fields.fields()) {
            List<String> sent = ctx.formParams(field.name());
            values.put(field.name(), sent.isEmpty() ? "" : sent.getLast());
        }
        return values;
    }

    private TryResult result(Context ctx, Served served, Map<String, String> values) {
        Map<String, String> errors = FieldCheck.problems(served.prototype().inputs(), values);
        if (!errors.isEmpty()) {
            return TryResult.of(errors);
        }
        long begin = System.nanoTime();
        PredictionService.Question question = new PredictionService.Question(
                List.copyOf(values.keySet()),
                List.of(List.copyOf(values.values())),
                Gate.viewer(ctx).name(),
                key(ctx, values),
                OptionalLong.empty());
        PredictionRecord record;
        try {
            record = predictions.answer(served, question);
        } catch (PredictionFailedException e) {
            return TryResult.of(Problems.of(e));
        }
        long micros = (System.nanoTime() - begin) / 1000;
        return switch (record.answer().outcomes().getFirst()) {
            case PrintedOutcome.Outputs outputs ->
                TryResult.of(
                        AnswerView.of(served.prototype(), record, 0, outputs, Site.of(ctx), OptionalLong.of(micros)),
                        Gate.viewer(ctx));
            case PrintedOutcome.Reject reject ->
                TryResult.of(Map.of(reject.column(), Texts.translated(reject.reason())));
        };
    }

    /** The same page that sends the same values again makes no second call. */
    private static Optional<String> key(Context ctx, Map<String, String> values) {
        String key = ctx.formParam("key");
        if (key == null || key.isBlank()) {
            return Optional.empty();
        }
        String text = key + values;
        return Optional.of("page-" + Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
