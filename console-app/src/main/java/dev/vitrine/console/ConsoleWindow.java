package dev.vitrine.console;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.action.PlanOutcome;
import dev.vitrine.console.kit.SaveDialog;
import dev.vitrine.console.log.LogDock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The one window. Another cloud replaces all of its content; closing it ends what it started. */
final class ConsoleWindow implements ShellCommands.Window {
    private static final Duration TICK = Duration.seconds(2);
    private static final int TICKS_BETWEEN_SAVES = 10;

    private final Stage stage = new Stage();
    private final StackPane root = new StackPane();
    private final Theme theme = new Theme();
    private final WindowScreen screen;
    private final SaveDialog dialog;
    private final Map<String, String> environment;
    private final Timeline clock = new Timeline(new KeyFrame(TICK, event -> tick()));
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
            if (shell != null && shell.commands().press(event)) {
                event.consume();
            }
        });
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
        closeShell();
        open(Ground.of(Cloud.session(settings, environment), environment));
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
        bench.start();
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
        return Cloud.profiles();
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

    private void closeShell() {
        Shell now = shell;
        if (now != null) {
            view = now.page().kind();
            now.bench().close();
            shell = null;
        }
    }

    private void close() {
        clock.stop();
        closeShell();
    }
}
