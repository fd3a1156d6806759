package dev.vitrine.web.history;

import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.page.PrototypeTab;
import dev.vitrine.web.page.Templates;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /jobs} and {@code /prototypes/{p}/history}: what the viewer did and, if it may be seen, what all did. */
public final class HistoryPages {
    private static final int SHOWN = 40;

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final History history;

    public HistoryPages(Templates templates, PrototypeCatalog catalog, JobStore jobs, PredictionStore predictions) {
        this.templates = templates;
        this.catalog = catalog;
        this.history = new History(jobs, predictions);
    }

    public void all(Context ctx) {
        show(ctx, Optional.empty(), "/jobs", "jobs");
    }

    public void ofPrototype(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        show(ctx, Optional.of(served), PrototypeTab.HISTORY.address(served.name()), "prototypes");
    }

    private void show(Context ctx, Optional<Served> served, String address, String section) {
        boolean seesAll = JobGuard.onlyOwner(ctx).isEmpty();
        Map<String, String> titles = new TreeMap<>();
        catalog.all().forEach(each -> titles.put(each.name(), each.prototype().title()));
        HistoryFilter filter = HistoryFilter.of(ctx, served.map(Served::name), !seesAll);
        Optional<String> owner = filter.mine() ? Optional.of(Gate.viewer(ctx).name()) : Optional.empty();
        List<String> prototypes = filter.prototype().map(List::of).orElseGet(() -> List.copyOf(titles.keySet()));
        History.Page page = history.page(filter, owner, prototypes, SHOWN);
        String title = served.map(each -> each.prototype().title()).orElseGet(() -> Texts.text("history.title"));
        templates.render(
                ctx,
                "history",
                new HistoryPage(
                        templates.frame(ctx, title, section).styled("history.css"),
                        served,
                        address,
                        filter,
                        seesAll,
                        titles,
                        page.lines(),
                        page.next().map(filter::query)));
    }
}
