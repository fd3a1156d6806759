package dev.vitrine.console.jobs;

import java.util.function.Function;
import javafx.geometry.Pos;

/** A number as text, right-aligned. */
final class TextCell extends JobCell {
    private final Function<JobRow, String> text;

    TextCell(Function<JobRow, String> text) {
        this.text = text;
        setAlignment(Pos.CENTER_RIGHT);
    }

    @Override
    void show(JobRow row) {
        setText(text.apply(row));
    }
}
