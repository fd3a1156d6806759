package dev.vitrine.console.jobs;

import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell that follows the job of its row. */
abstract class JobCell extends TableCell<JobRow, JobRow> {
    private @Nullable JobRow shown;

    @Override
    protected void updateItem(@Nullable JobRow row, boolean empty) {
        super.updateItem(row, empty);
        if (shown != null) {
            shown.jobProperty().removeListener(listener);
        }
        shown = empty ? null : row;
        if (shown == null) {
            setText(null);
            setGraphic(null);
        } else {
            shown.jobProperty().addListener(listener);
            show(shown);
        }
    }

    private final javafx.beans.InvalidationListener listener = property -> {
        if (shown != null) {
            shown.job();
            show(shown);
        }
    };

    abstract void show(JobRow row);
}
