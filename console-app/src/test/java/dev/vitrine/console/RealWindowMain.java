package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.CloudSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

/**
 * Uses the console on a real display with a real keyboard and mouse, on a local cloud in a process of its own that it
 * kills: {@code <folder>}. What goes well is said step by step; what does not ends it with exit code 1.
 */
final class RealWindowMain {
    /** Exit code where no window can be opened. */
    static final int NO_WINDOW = 77;

    private static final String RUN = "20260101-000001-aaaa";
    private static final String SERVICE = "arn:aws:ecs:us-east-1:000000000000:service/vitrine/vitrine-frontend";
    private static final String COUNTS =
            "i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo \"INFO answered request $i\"; sleep 0.1; done";

    private final Path folder;
    private final TestCloud cloud;
    private TestConsole console;
    private final TestHand hand;

    private RealWindowMain(Path folder, TestCloud cloud) throws Exception {
        this.folder = folder;
        this.cloud = cloud;
        this.console = open();
        this.hand = new TestHand(console);
    }

    /** A step that may go wrong. */
    private interface Step {
        void take() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        try {
            javafx.application.Platform.startup(() -> {});
        } catch (UnsupportedOperationException e) {
            System.out.println("No window can be opened here: " + e.getMessage());
            System.exit(NO_WINDOW);
        }
        int code = 1;
        try (TestCloud cloud = TestCloud.inItsOwnProcess(Path.of(args[0]))) {
            cloud.define("vitrine-frontend", COUNTS, "/vitrine/frontend", Map.of());
            cloud.serve("vitrine-frontend", "vitrine-frontend");
            cloud.submit(RUN, "banknote", 2, 3);
            cloud.answer(cloud.work("banknote", "worker-one"));
            new RealWindowMain(Path.of(args[0]), cloud).use();
            code = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace(System.out);
        }
        System.exit(code);
    }

    private TestConsole open() throws Exception {
        return TestConsole.open(folder.resolve("console"), Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.activity);
    }

    private void use() throws Exception {
        did("a window is painted", this::opens);
        did("keys change the view", this::changesViews);
        did("the palette and the keys are reached", this::palette);
        did("a real run is shown", this::run);
        did("what is dangerous is given up by the keyboard alone", this::scales);
        did("a log is followed", this::follows);
        did("what the mouse selects is on the clipboard", this::copies);
        did("the cloud is killed: the last state stays", this::diesAndStays);
        did("opened again, the last state is painted first", this::reopens);
        did("the cloud is back: everything goes on", this::recovers);
        console.close();
    }

    private static void did(String what, Step step) throws Exception {
        Instant began = Instant.now();
        step.take();
        System.out.println(what + " (" + Duration.between(began, Instant.now()).toMillis() + " ms)");
    }

    private void opens() {
        console.awaitText("connected");
        hand.enter();
        console.until("it is painted", () -> hand.colours() > 8);
    }

    private void changesViews() {
        for (ViewKind wanted : ViewKind.values()) {
            hand.type(KeyCode.valueOf("DIGIT" + wanted.key()));
            console.until(wanted.title(), () -> isOpen(wanted));
        }
    }

    private boolean isOpen(ViewKind kind) {
        return ((ToggleButton) console.robot().lookup("#view-" + kind).query()).isSelected();
    }

    private void palette() {
        hand.type(KeyCode.CONTROL, KeyCode.K);
        awaitKeyboard("palette-text");
        for (char letter : "GOSERVE".toCharArray()) {
            hand.type(KeyCode.valueOf(String.valueOf(letter)));
        }
        console.until("typed", () -> "goserve".equals(console.text("palette-text")));
        hand.type(KeyCode.ENTER);
        console.until("the services", () -> isOpen(ViewKind.serve) && !console.isThere("palette-text"));
        hand.type(KeyCode.SHIFT, KeyCode.SLASH);
        console.awaitThere("keys-pane");
        hand.type(KeyCode.ESCAPE);
        console.awaitGone("keys-pane");
    }

    private void run() {
        hand.type(KeyCode.DIGIT1);
        console.select("runs", RUN);
        console.awaitText("3 of 6");
    }

    private void scales() {
        hand.type(KeyCode.DIGIT2);
        console.select("serve", SERVICE);
        console.awaitThere("do-scale");
        hand.type(KeyCode.S);
        awaitKeyboard("answer-count");
        hand.type(KeyCode.CONTROL, KeyCode.A);
        hand.type(KeyCode.DIGIT0);
        hand.type(KeyCode.ENTER);
        awaitKeyboard("plan-cancel");
        hand.type(KeyCode.ENTER);
        console.awaitGone("plan");
    }

    private void awaitKeyboard(String id) {
        console.until(id + " has the keyboard", () -> console.robot()
                .lookup("#" + id)
                .tryQuery()
                .map(Node::isFocused)
                .orElse(false));
    }

    private void follows() {
        hand.type(KeyCode.DIGIT2);
        console.select("serve", SERVICE);
        console.awaitThere("do-open-log");
        hand.type(KeyCode.L);
        console.awaitThere("log-badge");
        console.until("lines", () -> lines().contains("answered request"));
        int seen = newest();
        console.until("newer lines", () -> newest() > seen + 5);
    }

    private Node log() {
        return console.robot().lookup(".log").query();
    }

    /** The newest line in sight, or what is selected. */
    private String lines() {
        return String.valueOf(log().queryAccessibleAttribute(AccessibleAttribute.TEXT));
    }

    private int newest() {
        return Integer.parseInt(lines().replaceAll("(?s).*request ", ""));
    }

    private void copies() throws Exception {
        Bounds place = console.onScreen(() -> log().localToScreen(log().getBoundsInLocal()));
        hand.click(place.getMinX() + 60, place.getCenterY());
        hand.type(KeyCode.SPACE);
        console.until("it rests", () -> "false".equals(follow()));
        hand.drag(place.getMinX() + 4, place.getMinY() + 10, place.getMinX() + 200, place.getMinY() + 60);
        console.until("several lines are selected", () -> lines().lines().count() > 2);
        String selected = console.onScreen(this::lines);
        hand.type(KeyCode.CONTROL, KeyCode.C);
        console.until(
                "it is on the clipboard",
                () -> selected.equals(
                        javafx.scene.input.Clipboard.getSystemClipboard().getString()));
        assertThat(clipboardOfAnotherProgram()).isEqualTo(selected).contains("answered request");
        hand.type(KeyCode.SPACE);
        console.until("it follows", () -> "true".equals(follow()));
    }

    private String follow() {
        return String.valueOf(
                ((ToggleButton) console.robot().lookup("#log-follow").query()).isSelected());
    }

    private static String clipboardOfAnotherProgram() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        TestClassPath.get(),
                        ClipboardMain.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private void diesAndStays() {
        hand.type(KeyCode.DIGIT1);
        console.awaitRows("runs", 1);
        cloud.kill();
        console.awaitText("The cloud does not answer since");
        assertThat(console.onScreen(() -> console.table("runs").getItems())).hasSize(1);
        console.until("the log tells its gap", () -> console.text("log-badge").contains("gap:"));
    }

    private void reopens() throws Exception {
        console.close();
        console = open();
        hand.use(console);
        hand.enter();
        hand.type(KeyCode.DIGIT1);
        console.awaitRows("runs", 1);
        console.awaitText("3 of 6");
        console.awaitText("as of");
        console.awaitText("The cloud does not answer since");
    }

    private void recovers() throws Exception {
        cloud.revive();
        console.awaitText("connected");
        console.awaitGone("problem");
        cloud.answer(cloud.work("banknote", "worker-one"));
        console.awaitText("SUCCEEDED");
        follows();
        console.until("nothing is missing", () -> console.text("log-badge").contains("0 gaps"));
    }
}
