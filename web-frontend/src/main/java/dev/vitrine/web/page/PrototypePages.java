package dev.vitrine.web.page;

import dev.vitrine.web.catalog.PictureResource;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.prediction.Health;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The gallery of prototypes, and what one is. */
public final class PrototypePages {
    private static final int VERSIONS = 10;
    private static final int LONGEST_SEARCH = 200;

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final Health health;

    public PrototypePages(Templates templates, PrototypeCatalog catalog, Health health) {
        this.templates = templates;
        this.catalog = catalog;
        this.health = health;
    }

    public void home(Context ctx) {
        List<Served> all = catalog.all();
        Map<String, Health.State> states =
                health.of(all.stream().map(Served::name).toList());
        String asked = ctx.queryParam("q");
        String searched = asked == null
                ? ""
                : asked.strip().substring(0, Math.min(asked.strip().length(), LONGEST_SEARCH));
        List<String> words = Arrays.stream(searched.toLowerCase(Locale.ROOT).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        List<HomePage.Card> cards = all.stream()
                .map(served -> new HomePage.Card(
                        served,
                        PictureResource.address(served),
                        Emblem.of(served.name()),
                        states.getOrDefault(served.name(), new Health.State.Unknown())))
                .filter(card -> words.stream().allMatch(card.words()::contains))
                .toList();
        templates.render(
                ctx,
                "home",
                new HomePage(
                        templates
                                .frame(ctx, Texts.text("home.title"), "prototypes")
                                .styled("gallery.css"),
                        cards,
                        searched,
                        all.size()));
    }

    public void about(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        templates.render(
                ctx,
                "about",
                new AboutPage(
                        templates
                                .frame(ctx, served.prototype().title(), "prototypes")
                                .styled("about.css"),
                        served,
                        PictureResource.address(served),
                        catalog.versions(served.name(), VERSIONS),
                        health.of(List.of(served.name())).getOrDefault(served.name(), new Health.State.Unknown())));
    }
}
