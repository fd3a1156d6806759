package dev.vitrine.console.images;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Differences;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Source;
import dev.vitrine.console.kit.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Images of the registry, and versions of the models. */
public final class ImagesViewModel extends Feature {
    private static final Poller.Pace PACE = new Poller.Pace(Duration.ofSeconds(12), Duration.ofMinutes(5));

    private final Desk desk;
    private final ImageActions imageActions;
    private final VersionActions versionActions;
    private final DefinitionActions definitionActions;
    private final Poller<List<VersionRow>> versionPoller;
    private final ReadOnlyStringWrapper versionStatus = new ReadOnlyStringWrapper("Looking for versions ...");
    private final LiveRows<ImageRow> images = new LiveRows<>(
            row -> row.image().repository() + row.image().digest(),
            row -> String.join(
                    " ",
                    row.image().repository(),
                    String.join(" ", row.image().tags()),
                    row.image().digest(),
                    row.runsText()));
    private final LiveRows<VersionRow> versions = new LiveRows<>(
            VersionRow::key,
            row -> String.join(" ", row.version().prototype(), row.version().version(), row.alias(), row.metrics()));
    private List<LiveRow<ImageRow>> chosenImages = List.of();
    private List<LiveRow<VersionRow>> chosenVersions = List.of();

    public ImagesViewModel(Desk desk) {
        this.desk = desk;
        this.imageActions = new ImageActions(desk);
        this.definitionActions = new DefinitionActions(desk, this::showDifferences);
        VersionReader reader = new VersionReader(desk.workspace().cloud());
        versionPoller =
                desk.resources().poller("versions", VersionRow.class, PACE, reader::read, UnaryOperator.identity());
        this.versionActions = new VersionActions(desk, versionPoller::refresh);
        desk.resources().images().reading().addListener((property, before, now) -> join());
        desk.resources().services().reading().addListener((property, before, now) -> join());
        desk.resources().functions().reading().addListener((property, before, now) -> join());
        desk.resources().tasks().reading().addListener((property, before, now) -> join());
        versionPoller.reading().addListener((property, before, now) -> showVersions(now));
        desk.session().readOnlyProperty().addListener((property, before, now) -> offer());
        showVersions(versionPoller.reading().get());
        join();
        offer();
    }

    public LiveRows<ImageRow> images() {
        return images;
    }

    public LiveRows<VersionRow> versions() {
        return versions;
    }

    /** One line that says which versions are listed. */
    public ReadOnlyStringProperty versionStatusProperty() {
        return versionStatus.getReadOnlyProperty();
    }

    @Override
    public void shown(boolean visible) {
        desk.resources().images().watch(visible);
        desk.resources().services().watch(visible);
        desk.resources().functions().watch(visible);
        versionPoller.watch(visible);
    }

    private void join() {
        Reading<List<RegistryImage>> reading =
                desk.resources().images().reading().get();
        List<ClusterTask> tasks =
                desk.resources().tasks().reading().get().value().orElse(List.of());
        List<ServiceState> services = ServiceState.with(
                desk.resources().services().reading().get().value().orElse(List.of()), tasks);
        List<FunctionState> functions =
                desk.resources().functions().reading().get().value().orElse(List.of());
        Map<String, Set<String>> runs = ImageRow.runs(services, functions, tasks);
        images.show(reading.value().orElse(List.of()).stream()
                .map(image -> new ImageRow(image, List.copyOf(runs.getOrDefault(image.digest(), Set.of()))))
                .toList());
        status(
                reading.value().isEmpty()
                        ? reading.isAwaited() ? "Looking for images ..." : ""
                        : reading.value().get().size() + " images");
        tellSources();
        if (!chosenImages.isEmpty()) {
            offer();
        }
    }

    private void tellSources() {
        made(List.of(
                new Source("Images", desk.resources().images().reading().get()),
                new Source("Versions", versionPoller.reading().get()),
                new Source("Services", desk.resources().services().reading().get()),
                new Source("Functions", desk.resources().functions().reading().get()),
                new Source("Tasks", desk.resources().tasks().reading().get())));
    }

    private void showVersions(Reading<List<VersionRow>> reading) {
        tellSources();
        if (reading.value().isEmpty() && !reading.isAwaited()) {
            versionStatus.set("");
        }
        reading.value().ifPresent(rows -> {
            versions.show(rows);
            versionStatus.set(rows.size() + " versions of "
                    + rows.stream()
                            .map(row -> row.version().prototype())
                            .distinct()
                            .count() + " prototypes");
        });
        if (!chosenVersions.isEmpty()) {
            offer();
        }
    }

    /** The person selected these images. */
    public void chooseImages(List<LiveRow<ImageRow>> selected) {
        chosenImages = List.copyOf(selected);
        if (!selected.isEmpty()) {
            chosenVersions = List.of();
        }
        offer();
    }

    /** The person selected these versions. */
    public void chooseVersions(List<LiveRow<VersionRow>> selected) {
        chosenVersions = List.copyOf(selected);
        if (!selected.isEmpty()) {
            chosenImages = List.of();
        }
        offer();
    }

    private void offer() {
        List<Command> commands = new ArrayList<>();
        Inspection inspection = Inspection.NONE;
        if (!chosenImages.isEmpty()) {
            ImageRow row = chosenImages.getFirst().value();
            inspection = inspect(row);
            commands.addAll(imageActions.commands(row));
        } else if (!chosenVersions.isEmpty()) {
            List<VersionRow> rows = chosenVersions.stream().map(LiveRow::value).toList();
            inspection = rows.size() == 2 ? compare(rows.getFirst(), rows.getLast()) : inspect(rows.getFirst());
            commands.addAll(versionActions.commands(
                    rows.getFirst(), versions.all().stream().map(LiveRow::value).toList()));
        }
        commands.add(definitionActions.compare());
        inspect(inspection, commands);
    }

    private static Inspection inspect(ImageRow row) {
        return new Inspection(
                row.image().repository(),
                row.runsIn().isEmpty() ? "" : "RUNNING",
                List.of(
                        new Inspection.Facts(
                                "Image",
                                List.of(
                                        new Fact(
                                                "Tags",
                                                String.join(", ", row.image().tags())),
                                        new Fact("Digest", row.image().digest()),
                                        new Fact("Commit", row.image().commit().orElse("")),
                                        new Fact("Size", Texts.bytes(row.image().bytes())),
                                        new Fact(
                                                "Pushed", Texts.time(row.image().pushedAt())),
                                        new Fact("Address", row.image().reference()))),
                        new Inspection.Lines(
                                "Where it runs", row.runsIn().isEmpty() ? List.of("Nowhere now.") : row.runsIn())));
    }

    private static Inspection inspect(VersionRow row) {
        return new Inspection(
                row.version().prototype() + " " + row.version().version(),
                row.alias(),
                List.of(
                        new Inspection.Facts(
                                "Version",
                                List.of(
                                        new Fact(
                                                "Published",
                                                Texts.time(row.version().publishedAt())),
                                        new Fact("Metrics", row.metrics()))),
                        new Inspection.Grid(
                                "Files",
                                List.of("File", "SHA-256"),
                                row.version().files().entrySet().stream()
                                        .map(file -> List.of(file.getKey(), Texts.digest(file.getValue())))
                                        .toList())));
    }

    private static Inspection compare(VersionRow one, VersionRow other) {
        Differences differences = Differences.of(lines(one), lines(other));
        return new Inspection(
                one.version().version() + " and " + other.version().version(),
                "",
                List.of(new Inspection.Lines(
                        "Files that differ", differences.isEmpty() ? List.of("None.") : differences.lines())));
    }

    private static List<String> lines(VersionRow row) {
        return row.version().files().entrySet().stream()
                .map(file -> file.getKey() + " = " + Texts.digest(file.getValue()))
                .toList();
    }

    private void showDifferences(String title, List<String> lines) {
        inspect(
                new Inspection(title, "", List.of(new Inspection.Lines("", lines))),
                List.of(definitionActions.compare()));
    }
}
