package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;

/** The steps of a plan, one a line: what, how it is, how it will be, and what became of it. */
final class StepGrid extends ScrollPane {
    private static final int LINE = 18;
    private static final int CHARACTERS = 32;
    private static final int MOST_HEIGHT = 320;

    private final GridPane grid = new GridPane(14, 6);
    private int height = 40;

    StepGrid() {
        grid.addRow(0, head("What"), head("Now"), head("Then"), head("State"));
        setContent(grid);
        setFitToWidth(true);
        getStyleClass().add("plain");
        setMaxHeight(MOST_HEIGHT);
    }

    /** Adds a step whose state may change. */
    void add(String target, String before, String after, ObservableValue<String> state) {
        Label told = cell("");
        told.setMaxWidth(240);
        told.textProperty().bind(state);
        grid.addRow(grid.getRowCount(), cell(target), cell(before), cell(after), told);
        height += 10
                + LINE
                        * Math.max(
                                Math.max(lines(target), lines(state.getValue())),
                                Math.max(lines(before), lines(after)));
        setMinHeight(Math.min(MOST_HEIGHT, height));
    }

    private static int lines(String text) {
        return text.lines().mapToInt(line -> 1 + line.length() / CHARACTERS).sum();
    }

    private static Label head(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        return label;
    }

    private static Label cell(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(260);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }
}
