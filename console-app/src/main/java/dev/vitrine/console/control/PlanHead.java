package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What a plan is called, where it changes something, and a sentence about it. */
final class PlanHead extends VBox {
    PlanHead(String title, String where, String sentence) {
        super(10);
        Label name = label(title, Styles.TITLE_4);
        Label place = label(where, Styles.TEXT_BOLD);
        place.setId("plan-where");
        getChildren().addAll(name, place, label(sentence));
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
