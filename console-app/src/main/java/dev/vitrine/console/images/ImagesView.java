package dev.vitrine.console.images;

import dev.vitrine.console.control.FilteredTable;
import dev.vitrine.console.control.LiveTable;
import dev.vitrine.console.control.StateBadge;
import dev.vitrine.console.kit.Texts;
import java.time.Instant;
import java.util.Comparator;

/** The tables of images and of model versions. */
public final class ImagesView {
    private ImagesView() {}

    /** The images of a model. */
    public static FilteredTable<ImageRow> images(ImagesViewModel model) {
        LiveTable<ImageRow> table = new LiveTable<>(
                        "images",
                        model.images(),
                        "No images in the registry yet. Push them with make upload (docs/images.md).")
                .column("Repository", 160, row -> row.image().repository())
                .column("Tags", 150, row -> String.join(", ", row.image().tags()))
                .column("Digest", 116, row -> Texts.digest(row.image().digest()))
                .numbers("Size", 80, row -> Texts.bytes(row.image().bytes()), row -> row.image()
                        .bytes())
                .ordered(
                        "Pushed",
                        160,
                        row -> Texts.time(row.image().pushedAt()),
                        Comparator.comparing(row -> row.image().pushedAt().orElse(Instant.EPOCH)))
                .column("Commit", 100, row -> row.image().commit().orElse(""))
                .column("Where it runs", 240, ImageRow::runsText);
        table.onChosen(model::chooseImages);
        return new FilteredTable<>("Images", model.images(), table, model.statusProperty());
    }

    /** The versions of a model. */
    public static FilteredTable<VersionRow> versions(ImagesViewModel model) {
        LiveTable<VersionRow> table = new LiveTable<>(
                        "versions",
                        model.versions(),
                        "No model is published yet. Publish the prototypes with make publish.")
                .nodes("Alias", 110, Comparator.comparing(VersionRow::alias), StateBadge::new, (badge, row) -> {
                    badge.show(row.alias());
                    badge.setVisible(!row.alias().isBlank());
                })
                .column("Prototype", 140, row -> row.version().prototype())
                .column("Version", 120, row -> row.version().version())
                .ordered(
                        "Published",
                        160,
                        row -> Texts.time(row.version().publishedAt()),
                        Comparator.comparing(row -> row.version().publishedAt()))
                .numbers(
                        "Files", 60, row -> String.valueOf(row.version().files().size()), row -> row.version()
                                .files()
                                .size())
                .column("Metrics", 260, VersionRow::metrics);
        table.onChosen(model::chooseVersions);
        return new FilteredTable<>("Models", model.versions(), table, model.versionStatusProperty());
    }
}
