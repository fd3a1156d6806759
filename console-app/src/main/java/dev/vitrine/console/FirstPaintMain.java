package dev.vitrine.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.stage.Window;

/**
 * The console, which says when its first window was painted, and ends: {@code <seconds> [options of the console]}. By it
 * the start is measured, and what the start needs is recorded for the installed console.
 */
final class FirstPaintMain {
    private static final int FRAMES = 3;

    private FirstPaintMain() {}

    public static void main(String[] args) {
        Instant began = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        javafx.util.Duration stays = javafx.util.Duration.seconds(Double.parseDouble(args[0]));
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        ConsoleMain.main(rest);
        Platform.runLater(() -> new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                if (Window.getWindows().isEmpty() || ++frames < FRAMES) {
                    return;
                }
                stop();
                long millis = Duration.between(began, Instant.now()).toMillis();
                System.out.printf(Locale.ROOT, "painted after %d ms%n", millis);
                PauseTransition pause = new PauseTransition(stays);
                pause.setOnFinished(
                        event -> Window.getWindows().stream().toList().forEach(Window::hide));
                pause.play();
            }
        }.start());
    }
}
