package dev.vitrine.console;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.action.PlanOutcome;
import dev.vitrine.console.kit.SaveDialog;
import dev.vitrine.console.log.LogDock;
import dev.vitrine.console.session.Session;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The one window. Another cloud replaces all of its content; closing it ends what it started. */
final class ConsoleWindow implements ShellCommands.Window {
    private static final Duration TICK = Duration.seconds(2);
    private static final int TICKS_BETWEEN_SAVES = 10;
    /** The last state is painted before anything is asked: the first calls take as much of a processor as the painting. */
    private static final int FRAMES_BEFORE_CALLS = 3;

    private final Stage stage = new Stage();
    private final StackPane root = new StackPane();
    private final Theme theme = new Theme();
    private final WindowScreen screen;
    private final SaveDialog dialog;
    private final Map<String, String> environment;
    private final Timeline clock = new Timeline(new KeyFrame(TICK, event -> tick()));
    private final Set<KeyCode> down = EnumSet.noneOf(KeyCode.class);
    private ViewKind view = ViewKind.runs;
    /** Plans that ended after their session and that nobody has seen yet. */
    private final List<PlanOutcome> unseen = new ArrayList<>();

    private int ticks;
    private @Nullable Shell shell;

    ConsoleWindow(Map<String, String> environment, SaveDialog dialog) {
        this.environment = environment;
        this.dialog = dialog;
        this.screen = new WindowScreen(stage, dialog);
    }

    /** Shows the window, still empty. */
    void show(ViewKind first) {
        view = first;
        theme.apply();
        Scene scene = new Scene(root, 1_280, 800);
        scene.getStylesheets().add(String.valueOf(ConsoleWindow.class.getResource("console.css")));
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean held = !down.add(event.getCode());
            if (shell != null && shell.commands().press(event, held)) {
                event.consume();
            }
        });
        scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> down.remove(event.getCode()));
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
                button.fire();
                event.consume();
            }
        });
        stage.focusedProperty().addListener((property, before, focused) -> down.clear());
        stage.setMinWidth(720);
        stage.setMinHeight(420);
        stage.setScene(scene);
        stage.setOnHidden(event -> close());
        stage.setTitle("Vitrine");
        stage.show();
        clock.setCycleCount(Animation.INDEFINITE);
        clock.play();
    }

    @Override
    public void open(CloudSettings settings) {
        Session session = CloudConfig.session(settings, environment);
        Runnable keep = leave();
        root.getChildren().clear();
        // Not a daemon: what is known is kept, also when the window is closed meanwhile.
        Thread.ofPlatform().daemon(false).name("open").start(() -> {
            keep.run();
            Ground ground = Ground.of(session, environment, view);
            Platform.runLater(() -> {
                if (stage.isShowing()) {
                    open(ground);
                }
            });
        });
    }

    /** Shows a session in the window. */
    void open(Ground ground) {
        Workbench bench = new Workbench(
                ground, screen, () -> open(ground.workspace().session().settings()), this::endedAfterSession);
        Shell opened = new Shell(bench, new LogDock(bench.logs(), dialog), this);
        shell = opened;
        screen.attach(opened);
        root.getChildren().setAll(opened);
        stage.setTitle("Vitrine - " + bench.workspace().session().endpoint() + ", "
                + bench.workspace().session().profileText());
        opened.open(view);
        opened.page().focus().run();
        new AfterFrames(FRAMES_BEFORE_CALLS, () -> {
                    if (shell == opened) {
                        bench.start();
                    }
                })
                .start();
        List.copyOf(unseen).forEach(outcome -> opened.tell(outcome, () -> unseen.remove(outcome)));
    }

    private void endedAfterSession(PlanOutcome outcome) {
        Platform.runLater(() -> {
            unseen.add(outcome);
            screen.tell(outcome, () -> unseen.remove(outcome));
        });
    }

    @Override
    public void toggleTheme() {
        theme.toggle();
    }

    @Override
    public List<String> profiles() {
        return CloudConfig.profiles();
    }

    @Override
    public Optional<URI> namedEndpoint() {
        return CloudConfig.namedEndpoint(environment);
    }

    private void tick() {
        Shell now = shell;
        if (now == null) {
            return;
        }
        now.showAge();
        now.header().showUse(now.bench().workspace().budget().uses());
        if (++ticks % TICKS_BETWEEN_SAVES == 0) {
            now.bench().remember();
        }
    }

    /** Leaves the session, if there is one; what comes back keeps what is known of it. */
    private Runnable leave() {
        Shell now = shell;
        if (now == null) {
            return () -> {};
        }
        view = now.page().kind();
        shell = null;
        return now.bench().leave();
    }

    private void close() {
        clock.stop();
        leave().run();
    }
}
