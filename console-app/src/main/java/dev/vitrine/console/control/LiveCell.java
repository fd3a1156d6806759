package dev.vitrine.console.control;

import dev.vitrine.console.kit.LiveRow;
import java.util.function.BiConsumer;
import javafx.beans.InvalidationListener;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell that follows the value of its row. */
final class LiveCell<T> extends TableCell<LiveRow<T>, LiveRow<T>> {
    private final BiConsumer<TableCell<?, ?>, T> filler;
    private final InvalidationListener listener = property -> fill();
    private @Nullable LiveRow<T> shown;

    LiveCell(BiConsumer<TableCell<?, ?>, T> filler) {
        this.filler = filler;
    }

    @Override
    protected void updateItem(@Nullable LiveRow<T> row, boolean empty) {
        super.updateItem(row, empty);
        if (shown != null) {
            shown.valueProperty().removeListener(listener);
        }
        shown = empty ? null : row;
        if (shown == null) {
            setText(null);
            setGraphic(null);
        } else {
            shown.valueProperty().addListener(listener);
            fill();
        }
    }

    private void fill() {
        if (shown != null) {
            filler.accept(this, shown.value());
        }
    }
}
