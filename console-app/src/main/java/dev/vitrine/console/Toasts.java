package dev.vitrine.console;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;
import java.util.ArrayDeque;
import java.util.Deque;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** What happened by itself, in the corner, until it is closed or old. */
final class Toasts extends VBox {
    private static final Duration PASSING = Duration.seconds(10);
    private static final Duration ANNOUNCED = Duration.minutes(2);
    private static final int MOST = 4;

    /** Those that go by themselves. */
    private final Deque<Notification> passing = new ArrayDeque<>();

    Toasts() {
        super(8);
        setId("toasts");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPadding(new Insets(0, 16, 36, 0));
        setPickOnBounds(false);
        setMouseTransparent(false);
    }

    /** Tells something that the person did themselves, for some seconds. */
    void add(String title) {
        add(title, PASSING);
    }

    /** Tells something that the person may not be looking for, so that it stays for a while. */
    void announce(String title, String text) {
        add(title + (text.isBlank() ? "" : "\n" + text), ANNOUNCED);
    }

    /**
     * Tells something that stays until the person closes it or presses its button.
     *
     * @param closed is run when it was closed by hand
     */
    void keep(String message, String button, Runnable action, Runnable closed) {
        Notification note = note(message);
        Button act = new Button(button);
        act.setId("toast-act");
        act.setOnAction(event -> {
            getChildren().remove(note);
            action.run();
        });
        note.setPrimaryActions(act);
        note.setOnClose(event -> {
            getChildren().remove(note);
            closed.run();
        });
        getChildren().addFirst(note);
    }

    private void add(String message, Duration seen) {
        Notification note = note(message);
        note.setOnClose(event -> remove(note));
        getChildren().add(note);
        passing.addLast(note);
        if (passing.size() > MOST) {
            remove(passing.getFirst());
        }
        PauseTransition pause = new PauseTransition(seen);
        pause.setOnFinished(event -> remove(note));
        pause.play();
    }

    private void remove(Notification note) {
        passing.remove(note);
        getChildren().remove(note);
    }

    private static Notification note(String message) {
        Notification note = new Notification(message);
        note.getStyleClass().add(Styles.ELEVATED_2);
        note.setMaxWidth(420);
        note.setMinHeight(Region.USE_PREF_SIZE);
        return note;
    }
}
