package dev.vitrine.console;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** What happened by itself, in the corner, until it is closed or old. */
final class Toasts extends VBox {
    private static final Duration PASSING = Duration.seconds(10);
    private static final Duration ANNOUNCED = Duration.minutes(2);
    private static final int MOST = 4;

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

    private void add(String message, Duration seen) {
        Notification note = new Notification(message);
        note.getStyleClass().add(Styles.ELEVATED_2);
        note.setMaxWidth(420);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setOnClose(event -> getChildren().remove(note));
        getChildren().add(note);
        if (getChildren().size() > MOST) {
            getChildren().removeFirst();
        }
        PauseTransition pause = new PauseTransition(seen);
        pause.setOnFinished(event -> getChildren().remove(note));
        pause.play();
    }
}
