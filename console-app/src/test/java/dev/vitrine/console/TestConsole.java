package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atlantafx.base.controls.Notification;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.LiveRow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.awaitility.core.ConditionTimeoutException;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The console's window as a person sees and uses it. */
final class TestConsole implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FxRobot robot = new FxRobot();
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final ConsoleWindow window;
    private Optional<Path> saveTo = Optional.empty();

    private TestConsole(Map<String, String> environment) {
        window = onScreen(() -> new ConsoleWindow(environment, (owner, name) -> saveTo));
    }

    /** Opens a window on the cloud that the system properties name. */
    static TestConsole open(Path state, Map<String, String> environment, CloudSettings settings, ViewKind view)
            throws Exception {
        FxToolkit.registerPrimaryStage();
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("VITRINE_CONSOLE_STATE", state.toString());
        TestConsole console = new TestConsole(all);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> console.thrown.add(thrown));
        Ground ground = Ground.of(CloudConfig.session(settings, all), all, view);
        console.robot.interact(() -> {
            console.window.show(view);
            console.window.open(ground);
        });
        return console;
    }

    static TestConsole open(Path state) throws Exception {
        return open(state, Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.runs);
    }

    FxRobot robot() {
        return robot;
    }

    /** Waits until it is so, looking on the screen's thread. */
    void until(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(60)).until(() -> onScreen(condition));
    }

    /** Looks on the screen's thread, at once when this is it. */
    <T> T onScreen(Callable<T> look) {
        if (Platform.isFxApplicationThread()) {
            return called(look);
        }
        CompletableFuture<T> found = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                found.complete(look.call());
            } catch (Exception e) {
                found.completeExceptionally(e);
            }
        });
        try {
            return found.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T called(Callable<T> look) {
        try {
            return look.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The visible node of that id. */
    Optional<Node> find(String id) {
        return onScreen(() -> robot.lookup((Node node) -> id.equals(node.getId()) && isSeen(node))
                .tryQuery());
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    boolean isThere(String id) {
        return find(id).isPresent();
    }

    void awaitThere(String id) {
        try {
            await().atMost(PATIENCE).until(() -> isThere(id));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("There is no " + id + "; but " + texts(), e);
        }
    }

    void awaitGone(String id) {
        await("no " + id).atMost(PATIENCE).until(() -> !isThere(id));
    }

    /** Presses the button of that id; where there are two, the one that stands over the other. */
    void fire(String id) {
        awaitThere(id);
        onScreen(() -> {
            List<Node> found = List.copyOf(robot.lookup((Node node) -> id.equals(node.getId()) && isSeen(node))
                    .queryAll());
            ((ButtonBase) found.getLast()).fire();
            return true;
        });
    }

    void type(String id, String text) {
        awaitThere(id);
        onScreen(() -> {
            ((TextInputControl) robot.lookup((Node node) -> id.equals(node.getId()) && isSeen(node))
                            .query())
                    .setText(text);
            return true;
        });
    }

    /** Presses a key in the window, and lets it go. */
    void press(KeyCode code, boolean shortcut) {
        key(KeyEvent.KEY_PRESSED, code, shortcut);
        key(KeyEvent.KEY_RELEASED, code, shortcut);
    }

    /** Presses a key, or goes on holding it. */
    void hold(KeyCode code) {
        key(KeyEvent.KEY_PRESSED, code, false);
    }

    void letGo(KeyCode code) {
        key(KeyEvent.KEY_RELEASED, code, false);
    }

    private void key(EventType<KeyEvent> what, KeyCode code, boolean shortcut) {
        onScreen(() -> {
            var scene = mainWindow().getScene();
            Node target = scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner();
            Event.fireEvent(target, new KeyEvent(what, "", code.getName(), code, false, shortcut, false, false));
            return true;
        });
    }

    Window mainWindow() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof javafx.stage.Stage stage
                        && stage.getTitle() != null
                        && stage.getTitle().startsWith("Vitrine"))
                .findFirst()
                .orElseThrow();
    }

    String text(String id) {
        return onScreen(() -> {
            Node node = robot.lookup((Node each) -> id.equals(each.getId())).query();
            return node instanceof Labeled labeled ? labeled.getText() : ((TextInputControl) node).getText();
        });
    }

    /** Every text that is seen. */
    List<String> texts() {
        return onScreen(() -> robot.lookup(TestConsole::isSeen).queryAll().stream()
                .map(node -> switch (node) {
                    case Labeled labeled -> labeled.getText();
                    case TextInputControl input -> input.getText();
                    case Notification note -> note.getMessage();
                    default -> "";
                })
                .filter(text -> text != null && !text.isBlank())
                .toList());
    }

    void awaitText(String part) {
        try {
            await().atMost(PATIENCE).until(() -> texts().stream().anyMatch(text -> text.contains(part)));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("'" + part + "' is not seen; but " + texts(), e);
        }
    }

    @SuppressWarnings("unchecked") // every table with an id holds live rows
    TableView<LiveRow<Object>> table(String id) {
        return (TableView<LiveRow<Object>>) (TableView<?>)
                robot.lookup((Node node) -> id.equals(node.getId())).queryAs(TableView.class);
    }

    void awaitRows(String id, int count) {
        awaitThere(id);
        until(count + " rows in " + id, () -> table(id).getItems().size() == count);
    }

    /** Selects the row of that key once it is there. */
    void select(String id, String key) {
        awaitThere(id);
        until("row " + key, () -> table(id).getItems().stream()
                .anyMatch(row -> row.key().equals(key)));
        onScreen(() -> {
            TableView<LiveRow<Object>> table = table(id);
            table.getSelectionModel().clearSelection();
            table.getItems().stream().filter(row -> row.key().equals(key)).forEach(row -> table.getSelectionModel()
                    .select(row));
            table.requestFocus();
            return true;
        });
    }

    /** Selects several rows, in this order. */
    void selectAll(String id, List<String> keys) {
        keys.forEach(key -> until("row " + key, () -> table(id).getItems().stream()
                .anyMatch(row -> row.key().equals(key))));
        onScreen(() -> {
            TableView<LiveRow<Object>> table = table(id);
            table.getSelectionModel().clearSelection();
            keys.forEach(key -> table.getItems().stream()
                    .filter(row -> row.key().equals(key))
                    .forEach(table.getSelectionModel()::select));
            table.requestFocus();
            return true;
        });
    }

    /** Selects no row. */
    void selectNone(String id) {
        onScreen(() -> {
            table(id).getSelectionModel().clearSelection();
            return true;
        });
    }

    /** Chooses the first option whose text has this part. */
    @SuppressWarnings("unchecked") // every choice of a form is one of its options
    void choose(String id, String part) {
        awaitThere(id);
        onScreen(() -> {
            ComboBox<Form.Option> box = (ComboBox<Form.Option>)
                    robot.lookup((Node node) -> id.equals(node.getId())).queryAs(ComboBox.class);
            box.setValue(box.getItems().stream()
                    .filter(option ->
                            option.toString().contains(part) || option.value().contains(part))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(part + " is not among " + box.getItems())));
            return true;
        });
    }

    /** Has everything saved in this file from now on, as if a person chose it. */
    void saveTo(Path file) {
        saveTo = Optional.of(file);
    }

    /** Presses a button and switches to another cloud before anything can come of it. */
    void fireAndSwitch(String id, CloudSettings settings) {
        awaitThere(id);
        onScreen(() -> {
            ((ButtonBase) robot.lookup((Node node) -> id.equals(node.getId()) && isSeen(node))
                            .query())
                    .fire();
            window.open(settings);
            return true;
        });
    }

    void switchTo(CloudSettings settings) {
        onScreen(() -> {
            window.open(settings);
            return true;
        });
    }

    /** Goes through with the plan that is shown. */
    void confirm() {
        fire("plan-confirm");
        awaitGone("plan");
    }

    List<String> selected(String id) {
        return onScreen(() -> table(id).getSelectionModel().getSelectedItems().stream()
                .map(LiveRow::key)
                .toList());
    }

    /** Scrolls the inspector to a heading. */
    void below(String heading) {
        onScreen(() -> {
            ScrollPane inspector = robot.lookup((Node node) -> "inspector".equals(node.getId()) && isSeen(node))
                    .queryAs(ScrollPane.class);
            Node found = robot.from(inspector)
                    .lookup((Node node) -> node instanceof Labeled labeled && heading.equals(labeled.getText()))
                    .query();
            inspector.applyCss();
            inspector.layout();
            double top = found.localToScene(0, 0).getY()
                    - inspector.getContent().localToScene(0, 0).getY();
            double free = inspector.getContent().getBoundsInLocal().getHeight()
                    - inspector.getViewportBounds().getHeight();
            inspector.setVvalue(free <= 0 ? 0 : Math.min(1, top / free));
            return true;
        });
    }

    /** Keeps a picture of the window when a folder for pictures is named. */
    void picture(String name) {
        String folder = System.getProperty("vitrine.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        try {
            Path file = Path.of(folder, name + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(snapshot(), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the window shows now. */
    BufferedImage snapshot() {
        return onScreen(() -> {
            WritableImage image = mainWindow().getScene().snapshot(null);
            BufferedImage pixels =
                    new BufferedImage((int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < pixels.getHeight(); y++) {
                for (int x = 0; x < pixels.getWidth(); x++) {
                    pixels.setRGB(x, y, image.getPixelReader().getArgb(x, y));
                }
            }
            return pixels;
        });
    }

    /** Waits until what was changed has been laid out and painted. */
    void settle() {
        AtomicInteger pulses = new AtomicInteger();
        AnimationTimer timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                pulses.incrementAndGet();
            }
        };
        timer.start();
        await().atMost(PATIENCE).until(() -> pulses.get() > 20);
        timer.stop();
    }

    void size(double width, double height) {
        onScreen(() -> {
            mainWindow().setWidth(width);
            mainWindow().setHeight(height);
            return true;
        });
    }

    void view(ViewKind kind) {
        fire("view-" + kind);
        assertThat(isThere("view-" + kind)).isTrue();
    }

    @Override
    public void close() {
        robot.interact(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        assertThat(thrown)
                .as("what nobody caught, such as a request from the screen's thread")
                .isEmpty();
    }
}
