package dev.vitrine.console;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** What happened by itself, in the corner, for some seconds. */
final class Toasts extends VBox {
    private static final Duration SEEN = Duration.seconds(10);
    private static final int MOST = 4;

    Toasts() {
        super(8);
        setId("toasts");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPadding(new Insets(0, 16, 36, 0));
        setPickOnBounds(false);
        setMouseTransparent(false);
    }

    void add(String title, String text) {
        Notification note = new Notification(title + (text.isBlank() ? "" : "\n" + text));
        note.getStyleClass().add(Styles.ELEVATED_2);
        note.setMaxWidth(420);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setOnClose(event -> getChildren().remove(note));
        getChildren().add(note);
        if (getChildren().size() > MOST) {
            getChildren().removeFirst();
        }
        PauseTransition pause = new PauseTransition(SEEN);
        pause.setOnFinished(event -> getChildren().remove(note));
        pause.play();
    }
}
