package dev.vitrine.web.page;

import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.prediction.GivenInputs;
import dev.vitrine.web.prediction.PredictionService;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.problem.Problems;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code /prototypes/{p}/answers/{id}}: an answer seen again, by whoever has the link. It is read from the history, so it
 * shows inputs, version and answer as they were and asks nothing.
 */
public final class AnswerPages {
    private static final int VERSIONS = 20;

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final PredictionService predictions;

    public AnswerPages(Templates templates, PrototypeCatalog catalog, PredictionService predictions) {
        this.templates = templates;
        this.catalog = catalog;
        this.predictions = predictions;
    }

    /** One row of a call, counted from 0. */
    record Kept(PredictionRecord record, int row) {
        GivenInputs inputs(Prototype prototype) {
            return GivenInputs.of(prototype.inputs(), record.call(), row);
        }
    }

    /** The prediction of an id, such as the call's id with the row after a hyphen. */
    static Kept kept(PredictionService predictions, String prototype, String id) {
        int hyphen = id.lastIndexOf('-');
        String row = id.substring(hyphen + 1);
        Optional<PredictionRecord> record = id.matches("[A-Za-z0-9_-]{1,80}-[1-9]\\d{0,3}")
                ? predictions.find(prototype, id.substring(0, hyphen))
                : Optional.empty();
        return record.filter(
                        found -> Integer.parseInt(row) <= found.call().rows().size())
                .map(found -> new Kept(found, Integer.parseInt(row) - 1))
                .orElseThrow(() -> Problem.missing("missing.answer", id));
    }

    public void show(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Kept kept = kept(predictions, served.name(), ctx.pathParam("answer"));
        page(ctx, served, kept, before(ctx, served, kept), Optional.empty());
    }

    private void page(
            Context ctx, Served served, Kept kept, Optional<AnswerPage.Before> before, Optional<Problem> problem) {
        PredictionRecord record = kept.record();
        String version = record.answer().version();
        Prototype answered =
                catalog.version(served.name(), version).orElse(served).prototype();
        TryResult result = problem.map(TryResult::of).orElseGet(() -> result(ctx, answered, kept));
        templates.render(
                ctx,
                "answer",
                new AnswerPage(
                        templates
                                .frame(ctx, served.prototype().title(), "prototypes")
                                .styled("try.css"),
                        served,
                        result,
                        GivenView.of(answered.inputs(), kept.inputs(answered)),
                        record.predictionId(kept.row()),
                        version,
                        record.owner(),
                        record.call().at(),
                        catalog.versions(served.name(), VERSIONS),
                        before));
    }

    private static TryResult result(Context ctx, Prototype answered, Kept kept) {
        return switch (kept.record().answer().outcomes().get(kept.row())) {
            case PrintedOutcome.Outputs outputs ->
                TryResult.of(
                        AnswerView.of(answered, kept.record(), kept.row(), outputs, Site.of(ctx), OptionalLong.empty()),
                        Gate.viewer(ctx));
            case PrintedOutcome.Reject reject ->
                TryResult.of(Map.of(reject.column(), Texts.translated(reject.reason())));
        };
    }

    private Optional<AnswerPage.Before> before(Context ctx, Served served, Kept now) {
        String id = ctx.queryParam("before");
        if (id == null) {
            return Optional.empty();
        }
        Kept before = kept(predictions, served.name(), id);
        return Optional.of(new AnswerPage.Before(
                AnswerView.link(before.record(), before.row()),
                before.record().answer().version(),
                before.record().call().at(),
                changed(served.prototype().outputs(), cells(before), cells(now))));
    }

    private static List<String> cells(Kept kept) {
        return switch (kept.record().answer().outcomes().get(kept.row())) {
            case PrintedOutcome.Outputs(List<String> cells) -> cells;
            case PrintedOutcome.Reject reject -> List.of(reject.column() + " " + Texts.translated(reject.reason()));
        };
    }

    private static List<AnswerPage.Changed> changed(Schema outputs, List<String> before, List<String> now) {
        List<AnswerPage.Changed> changed = new ArrayList<>();
        for (int f = 0; f < Math.max(before.size(), now.size()); f++) {
            String old = f < before.size() ? before.get(f) : "";
            String fresh = f < now.size() ? now.get(f) : "";
            if (!old.equals(fresh)) {
                changed.add(new AnswerPage.Changed(
                        f < outputs.size() ? outputs.fields().get(f).label() : "", old, fresh));
            }
        }
        return changed;
    }

    /** Asks the same again, of the version that is chosen. */
    public void again(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Kept kept = kept(predictions, served.name(), ctx.pathParam("answer"));
        String wanted = String.valueOf(ctx.formParam("version"));
        Served version =
                catalog.version(served.name(), wanted).orElseThrow(() -> Problem.missing("missing.version", wanted));
        PredictionService.Question question = new PredictionService.Question(
                kept.record().call().columns(),
                List.of(kept.record().call().rows().get(kept.row())),
                Gate.viewer(ctx).name(),
                Optional.empty(),
                OptionalLong.of(kept.record().call().seed()));
        try {
            PredictionRecord record = predictions.answer(version, question);
            ctx.redirect(
                    AnswerView.link(record, 0) + "?before=" + kept.record().predictionId(kept.row()),
                    HttpStatus.SEE_OTHER);
        } catch (PredictionFailedException e) {
            Problem problem = Problems.of(e);
            ctx.status(problem.status());
            page(ctx, served, kept, Optional.empty(), Optional.of(problem));
        }
    }

    /** The body of a request that asks the same. */
    public void inputs(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Kept kept = kept(predictions, served.name(), ctx.pathParam("answer"));
        Prototype answered = catalog.version(
                        served.name(), kept.record().answer().version())
                .orElse(served)
                .prototype();
        ctx.contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"inputs.json\"")
                .result(kept.inputs(answered).body(answered.inputs()).toString());
    }
}
