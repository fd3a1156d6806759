package dev.vitrine.console;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Window;

/** The keyboard and the mouse of a display. */
final class TestHand {
    private TestConsole console;
    private final Robot robot;

    TestHand(TestConsole console) {
        this.console = console;
        this.robot = console.onScreen(Robot::new);
    }

    /** Works in this window from now on. */
    void use(TestConsole other) {
        console = other;
    }

    /** Puts the keyboard into the window. */
    void enter() {
        console.onScreen(() -> {
            console.mainWindow().requestFocus();
            return true;
        });
        console.until("the window has the keyboard", () -> console.mainWindow().isFocused());
    }

    /** Presses keys one after the other and lets go of them in reverse. */
    void type(KeyCode... keys) {
        console.onScreen(() -> {
            List.of(keys).forEach(robot::keyPress);
            List.of(keys).reversed().forEach(robot::keyRelease);
            return true;
        });
    }

    void click(double x, double y) {
        console.onScreen(() -> {
            robot.mouseMove(x, y);
            robot.mouseClick(MouseButton.PRIMARY);
            return true;
        });
    }

    /** Drags the mouse with its button pressed. */
    void drag(double x, double y, double toX, double toY) {
        move(x, y);
        console.onScreen(() -> {
            robot.mousePress(MouseButton.PRIMARY);
            return true;
        });
        move((x + toX) / 2, (y + toY) / 2);
        move(toX, toY);
        console.onScreen(() -> {
            robot.mouseRelease(MouseButton.PRIMARY);
            return true;
        });
    }

    private void move(double x, double y) {
        console.onScreen(() -> {
            robot.mouseMove(x, y);
            return true;
        });
        console.until(
                "the mouse is there", () -> Math.abs(robot.getMouseX() - x) < 2 && Math.abs(robot.getMouseY() - y) < 2);
    }

    /** How many colours the display shows where the window is. */
    int colours() {
        Window window = console.mainWindow();
        Image image = robot.getScreenCapture(
                null, new Rectangle2D(window.getX(), window.getY(), window.getWidth(), window.getHeight()));
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 5) {
            for (int x = 0; x < image.getWidth(); x += 5) {
                seen.add(image.getPixelReader().getArgb(x, y));
            }
        }
        return seen.size();
    }
}
