package dev.vitrine.console.data;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.operation.BucketBrowser;
import dev.vitrine.common.operation.StoredObject;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.apache.parquet.io.InputFile;

/** The bucket as a tree: one prefix at a time, page by page. */
public final class BucketViewModel extends Feature {
    private final Desk desk;
    private final LiveRows<StoredObject> rows = new LiveRows<>(StoredObject::key, StoredObject::key);
    private final ReadOnlyStringWrapper place = new ReadOnlyStringWrapper("");
    private final List<StoredObject> listed = new ArrayList<>();
    private Optional<String> next = Optional.empty();
    private String prefix = "";
    private boolean begun;
    private boolean asking;
    /** Answers to earlier ones come too late. */
    private int request;

    public BucketViewModel(Desk desk) {
        this.desk = desk;
    }

    public LiveRows<StoredObject> rows() {
        return rows;
    }

    /** Where it is: bucket and prefix. */
    public ReadOnlyStringProperty placeProperty() {
        return place.getReadOnlyProperty();
    }

    @Override
    public void shown(boolean visible) {
        if (visible && !begun) {
            go("");
        }
    }

    @Override
    public void refresh() {
        go(prefix);
    }

    /** Opens a prefix; the empty one is the bucket itself. */
    public void go(String wanted) {
        begun = true;
        prefix = wanted;
        listed.clear();
        next = Optional.empty();
        status("Listing ...");
        fetch();
    }

    /** Once at a time: the next page is known when this one has come. */
    private void more() {
        if (!asking) {
            fetch();
        }
    }

    private void fetch() {
        asking = true;
        int asked = ++request;
        String place = prefix;
        Optional<String> cursor = next;
        desk.workspace()
                .background(
                        () -> new Listed(
                                desk.workspace().cloud().objects().bucket(),
                                desk.workspace().cloud().objects().list(place, cursor)),
                        page -> {
                            if (asked == request) {
                                asking = false;
                                show(page);
                            }
                        },
                        message -> {
                            if (asked == request) {
                                begun = false;
                                asking = false;
                                status("Nothing can be listed: " + message);
                            }
                        });
    }

    private record Listed(String bucket, BucketBrowser.Page page) {}

    private void show(Listed found) {
        listed.addAll(found.page().objects());
        next = found.page().next();
        rows.show(listed);
        madeAt(desk.workspace().clock().instant());
        place.set(found.bucket() + "/" + prefix);
        status(Texts.number(listed.size()) + (next.isPresent() ? " and more" : "") + " here");
        choose(List.of());
    }

    /** The person selected these. */
    public void choose(List<LiveRow<StoredObject>> selected) {
        Optional<StoredObject> chosen = selected.stream().findFirst().map(LiveRow::value);
        List<Command> commands = new ArrayList<>();
        if (chosen.isEmpty()) {
            around(commands);
            inspect(Inspection.NONE, commands);
            return;
        }
        StoredObject object = chosen.get();
        if (object.isFolder()) {
            commands.add(Command.of("Open", "O", () -> go(object.key())));
            around(commands);
            inspect(new Inspection(object.key(), "", List.of()), commands);
            return;
        }
        commands.add(Command.of("Save to a file", "S", () -> save(object)));
        commands.add(Command.of("Copy key", "Y", () -> desk.screen().copy(object.key())));
        around(commands);
        inspect(new Inspection(object.key(), "", List.of(facts(object))), commands);
        preview(object, commands);
    }

    private void around(List<Command> commands) {
        if (!prefix.isEmpty()) {
            commands.add(Command.of("Up", "U", () -> go(parent())));
        }
        if (next.isPresent()) {
            commands.add(Command.of("Show more", "M", this::more));
        }
    }

    private String parent() {
        int slash = prefix.lastIndexOf('/', prefix.length() - 2);
        return slash < 0 ? "" : prefix.substring(0, slash + 1);
    }

    private static Inspection.Facts facts(StoredObject object) {
        return new Inspection.Facts(
                "Object",
                List.of(
                        new Fact("Size", Texts.bytes(object.bytes()) + " (" + Texts.number(object.bytes()) + " bytes)"),
                        new Fact("Changed", Texts.time(object.modifiedAt()))));
    }

    private void preview(StoredObject object, List<Command> commands) {
        desk.workspace()
                .background(
                        () -> parts(object),
                        parts -> show(object, parts, commands),
                        message -> show(object, List.of(new Inspection.Remark("", message, true)), commands));
    }

    /** Unless another one has been chosen meanwhile. */
    private void show(StoredObject object, List<Inspection.Part> parts, List<Command> commands) {
        if (inspectionProperty().get().title().equals(object.key())) {
            inspect(
                    new Inspection(
                            object.key(),
                            "",
                            Stream.concat(Stream.of(facts(object)), parts.stream())
                                    .toList()),
                    commands);
        }
    }

    private List<Inspection.Part> parts(StoredObject object) {
        return Preview.isParquet(object.key())
                ? ParquetPreview.of(file(desk.workspace().cloud().bucket(), object))
                : List.of(part(object));
    }

    private Inspection.Part part(StoredObject object) {
        BucketBrowser objects = desk.workspace().cloud().objects();
        if (Preview.isPicture(object.key())) {
            return object.bytes() > Preview.MOST_PICTURE_BYTES
                    ? new Inspection.Remark("Content", "The picture is too large to be shown here; save it.", false)
                    : Preview.of(object.key(), objects.head(object.key(), Preview.MOST_PICTURE_BYTES), true);
        }
        byte[] head = objects.head(object.key(), Preview.MOST_BYTES);
        return Preview.of(object.key(), head, head.length == object.bytes());
    }

    private static InputFile file(ArtifactBucket bucket, StoredObject object) {
        return new RangedFile(
                object.bytes(), (from, length) -> bucket.read(object.key(), from, length), ParquetPreview.MOST_BYTES);
    }

    private void save(StoredObject object) {
        String name = object.key().substring(object.key().lastIndexOf('/') + 1);
        desk.screen().chooseFile(name, file -> desk.workspace()
                .background(
                        () -> {
                            desk.workspace().cloud().objects().download(object.key(), file);
                            return file;
                        },
                        saved -> desk.screen().announce("Saved", saved.toString()),
                        message -> desk.screen().announce("Not saved", message)));
    }
}
