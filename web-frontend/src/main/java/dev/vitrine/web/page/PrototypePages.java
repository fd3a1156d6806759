package dev.vitrine.web.page;

import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.JobView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of prototypes, and what happened with one and what it is. */
public final class PrototypePages {
    private static final int SHOWN = 25;

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final JobStore jobs;
    private final PredictionStore predictions;

    public PrototypePages(Templates templates, PrototypeCatalog catalog, JobStore jobs, PredictionStore predictions) {
        this.templates = templates;
        this.catalog = catalog;
        this.jobs = jobs;
        this.predictions = predictions;
    }

    public void home(Context ctx) {
        templates.render(ctx, "home", new HomePage(templates.frame(ctx, "Prototypes", "prototypes"), catalog.all()));
    }

    public void history(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Optional<String> cursor = Optional.ofNullable(ctx.queryParam("cursor"));
        JobPage page = jobs.list(new JobQuery(Optional.of(served.name()), Optional.empty(), cursor, SHOWN));
        List<PredictionLine> lines = cursor.isPresent()
                ? List.of()
                : predictions.recent(served.name(), SHOWN).stream()
                        .map(PredictionLine::of)
                        .toList();
        templates.render(
                ctx,
                "history",
                new HistoryPage(
                        templates.frame(ctx, served.prototype().title(), "prototypes"),
                        served,
                        new JobList(
                                page.jobs().stream().map(JobView::of).toList(),
                                Map.of(served.name(), served.prototype().title()),
                                page.next().map(next -> "?cursor=" + next)),
                        lines,
                        cursor.isPresent()));
    }

    public void about(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        templates.render(
                ctx,
                "about",
                new AboutPage(templates.frame(ctx, served.prototype().title(), "prototypes"), served));
    }
}
