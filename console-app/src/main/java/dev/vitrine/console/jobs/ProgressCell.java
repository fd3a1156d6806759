package dev.vitrine.console.jobs;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** A bar and the count of rows. */
final class ProgressCell extends JobCell {
    private final ProgressBar bar = new ProgressBar(0);
    private final Label rows = new Label();
    private final HBox both = new HBox(8, bar, rows);

    ProgressCell() {
        bar.setPrefWidth(90);
        both.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    void show(JobRow row) {
        bar.setProgress(row.progress());
        rows.setText(row.progressText());
        setGraphic(both);
    }
}
