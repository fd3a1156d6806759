package dev.vitrine.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * The console, which says when its first window was painted and how many rows of the last state were in it, shows each
 * view, and ends: {@code <seconds> [options of the console]}. By it the start is measured, and what the start needs is
 * recorded for the installed console. {@code <seconds> empty} opens a window with nothing in it instead: what JavaFX
 * itself takes on the same computer. The system property {@code vitrine.began}, milliseconds since 1970, is when the
 * start was asked for.
 */
final class FirstPaintMain {
    private static final int FRAMES = 3;

    private FirstPaintMain() {}

    public static void main(String[] args) {
        Instant began = Instant.ofEpochMilli(Long.getLong("vitrine.began", System.currentTimeMillis()));
        javafx.util.Duration stays = javafx.util.Duration.seconds(Double.parseDouble(args[0]));
        if (args.length > 1 && args[1].equals("empty")) {
            Platform.startup(FirstPaintMain::showEmpty);
        } else {
            ConsoleMain.main(Arrays.copyOfRange(args, 1, args.length));
        }
        Platform.runLater(() -> new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                if (Window.getWindows().stream().noneMatch(FirstPaintMain::isFilled) || ++frames < FRAMES) {
                    return;
                }
                stop();
                long millis = Duration.between(began, Instant.now()).toMillis();
                System.out.printf(Locale.ROOT, "painted after %d ms, %d rows%n", millis, rows());
                stay(stays);
            }
        }.start());
    }

    private static void showEmpty() {
        Region nothing = new Region();
        nothing.setId("shell");
        Stage stage = new Stage();
        stage.setScene(new Scene(nothing, 1_280, 800));
        stage.show();
    }

    private static void stay(javafx.util.Duration stays) {
        List<ViewKind> views = List.of(ViewKind.values());
        Timeline tour = new Timeline();
        for (ViewKind view : views) {
            tour.getKeyFrames().add(new KeyFrame(stays.multiply(views.indexOf(view) / (double) views.size()), event -> {
                KeyCode key = KeyCode.getKeyCode(view.key());
                Window.getWindows()
                        .forEach(window -> Event.fireEvent(
                                window.getScene().getRoot(),
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        view.key(),
                                        view.key(),
                                        key,
                                        false,
                                        false,
                                        false,
                                        false)));
            }));
        }
        tour.getKeyFrames()
                .add(new KeyFrame(
                        stays, event -> Window.getWindows().stream().toList().forEach(Window::hide)));
        tour.play();
    }

    private static boolean isFilled(Window window) {
        return window.getScene().lookup("#shell") != null;
    }

    private static long rows() {
        return Window.getWindows().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll(".table-row-cell:filled").stream())
                .count();
    }
}
