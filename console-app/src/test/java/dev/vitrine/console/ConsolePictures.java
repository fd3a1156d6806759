package dev.vitrine.console;

import dev.vitrine.common.operation.CloudSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the guide, of every view and of what stands over them, light and dark, in two sizes, on a real
 * local cloud: {@code make pictures_console}.
 */
class ConsolePictures {
    private static final Path FOLDER = Path.of(System.getProperty("vitrine.guidePictures", "../docs/images/console"));
    private static final String SERVICE = "arn:aws:ecs:us-east-1:000000000000:service/vitrine/vitrine-frontend";

    private PictureCloud cloud;
    private TestConsole console;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        cloud = new PictureCloud(folder);
        cloud.fill();
        console = TestConsole.open(cloud.state(), Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.runs);
    }

    @AfterEach
    void stop() {
        console.close();
        cloud.close();
    }

    @Test
    void every_view_has_its_picture() {
        act();
        for (String theme : List.of("light", "dark")) {
            console.size(1_920, 1_080);
            tour(theme + "-1920x1080");
            console.size(1_280, 800);
            tour(theme + "-1280x800");
            console.press(KeyCode.T, true);
        }
    }

    /** Changes something, so that Activity has what to tell, and sets a line for the costs. */
    private void act() {
        console.awaitText("connected");
        cloud.advance();
        console.view(ViewKind.serve);
        console.select("serve", SERVICE);
        console.awaitText("1 of 1");
        scale("2");
        console.awaitText("2 of 2");
        scale("1");
        console.view(ViewKind.images);
        console.awaitRows("versions", 4);
        first("versions", "banknote", 1);
        console.press(KeyCode.P, false);
        console.confirm();
        console.view(ViewKind.data);
        open("jobs/");
        open("jobs/" + cloud.answeredRun() + "/");
        open("jobs/" + cloud.answeredRun() + "/results/");
        console.view(ViewKind.cost);
        console.awaitThere("cost");
        console.press(KeyCode.M, false);
        console.type("answer-dollars", "25");
        console.fire("form-submit");
    }

    private void scale(String count) {
        console.press(KeyCode.S, false);
        console.type("answer-count", count);
        console.fire("form-submit");
        console.confirm();
    }

    private void tour(String kind) {
        runs(kind);
        console.view(ViewKind.serve);
        console.select("serve", SERVICE);
        console.awaitText("Events");
        take("serve", kind);
        console.press(KeyCode.S, false);
        console.type("answer-count", "0");
        console.fire("form-submit");
        console.awaitThere("plan");
        take("confirm", kind);
        console.fire("plan-cancel");
        console.awaitGone("plan");
        console.view(ViewKind.images);
        first("images", "vitrine/frontend", 0);
        take("images", kind);
        console.view(ViewKind.launch);
        console.select("definitions", "vitrine-digits");
        console.awaitText("If it never ends");
        take("launch", kind);
        data(kind);
        console.view(ViewKind.cost);
        console.awaitRows("cost", 4);
        console.selectNone("cost");
        console.awaitText("never asked since it was made");
        take("cost", kind);
        console.view(ViewKind.activity);
        first("activity", "", 0);
        take("activity", kind);
        console.press(KeyCode.K, true);
        console.type("palette-text", "go");
        take("palette", kind);
        console.press(KeyCode.ESCAPE, false);
        console.awaitGone("palette-text");
        console.fire("keys");
        console.awaitThere("keys-pane");
        take("keys", kind);
        console.fire("keys-close");
        console.awaitGone("keys-pane");
    }

    private void runs(String kind) {
        console.view(ViewKind.runs);
        first("runs", "census-1910", 0);
        console.awaitText("RUNNING");
        take("runs", kind);
        console.press(KeyCode.L, false);
        console.awaitThere("log-badge");
        console.awaitText("0 gaps");
        take("log", kind);
        console.press(KeyCode.L, true);
    }

    private void data(String kind) {
        console.view(ViewKind.data);
        tab(0);
        first("objects", ".csv", 0);
        console.awaitText("genuine");
        take("data", kind);
        tab(1);
        console.awaitText("read units");
        first("items", "RUNNING", 0);
        if (kind.endsWith("1280x800")) {
            take("data-table", kind);
        }
        tab(0);
    }

    private void open(String key) {
        console.select("objects", key);
        console.fire("do-open");
    }

    private void tab(int index) {
        console.onScreen(() -> {
            ((TabPane) console.robot().lookup("#data-tabs").query())
                    .getSelectionModel()
                    .select(index);
            return true;
        });
    }

    /** Selects one of the rows that say this. */
    private void first(String table, String text, int skip) {
        console.awaitThere(table);
        console.until(
                "a row of " + table,
                () -> console.table(table).getItems().stream()
                                .filter(row -> row.value().toString().contains(text))
                                .count()
                        > skip);
        console.select(table, console.onScreen(() -> console.table(table).getItems().stream()
                .filter(row -> row.value().toString().contains(text))
                .skip(skip)
                .findFirst()
                .orElseThrow()
                .key()));
    }

    private void take(String what, String kind) {
        cloud.advance();
        console.settle();
        try {
            SmallPng.write(console.snapshot(), FOLDER.resolve(String.format(Locale.ROOT, "%s-%s.png", what, kind)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
