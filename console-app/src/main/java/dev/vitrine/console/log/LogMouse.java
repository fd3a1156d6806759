package dev.vitrine.console.log;

import dev.vitrine.console.log.LogSelection.Caret;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** What the mouse does in the lines of a log: select by characters, words and lines; scroll. */
final class LogMouse {
    private static final int LINES_PER_NOTCH = 3;

    private LogMouse() {}

    static void install(LogCanvas canvas) {
        canvas.setOnMousePressed(event -> pressed(event, canvas));
        canvas.setOnMouseDragged(event -> dragged(event, canvas));
        canvas.setOnScroll(event -> scrolled(event, canvas));
    }

    private static void pressed(MouseEvent event, LogCanvas canvas) {
        canvas.requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        canvas.caretAt(event.getX(), event.getY()).ifPresent(caret -> {
            switch (event.getClickCount()) {
                case 1 -> {
                    if (event.isShiftDown()) {
                        canvas.selection().extend(caret);
                    } else {
                        canvas.selection().begin(caret);
                    }
                }
                case 2 -> canvas.shownLine(caret.line()).ifPresent(text -> word(canvas, caret, text));
                default ->
                    canvas.shownLine(caret.line()).ifPresent(text -> {
                        canvas.selection().begin(new Caret(caret.line(), 0));
                        canvas.selection().extend(new Caret(caret.line(), text.length()));
                    });
            }
            canvas.selected();
        });
    }

    private static void word(LogCanvas canvas, Caret at, String text) {
        int from = Math.min(at.column(), text.length());
        int to = from;
        while (from > 0 && isPart(text.charAt(from - 1))) {
            from--;
        }
        while (to < text.length() && isPart(text.charAt(to))) {
            to++;
        }
        canvas.selection().begin(new Caret(at.line(), from));
        canvas.selection().extend(new Caret(at.line(), to));
    }

    /** Ids with their dashes and dots are one word. */
    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static void dragged(MouseEvent event, LogCanvas canvas) {
        if (!event.isPrimaryButtonDown()) {
            return;
        }
        if (event.getY() < 0) {
            canvas.scrollTo(canvas.topInSight() - 1);
        } else if (event.getY() > canvas.getHeight()) {
            canvas.scrollTo(canvas.topInSight() + 1);
        }
        canvas.caretAt(event.getX(), event.getY()).ifPresent(canvas.selection()::extend);
        canvas.selected();
    }

    private static void scrolled(ScrollEvent event, LogCanvas canvas) {
        if (event.getDeltaY() != 0) {
            double notches = event.getDeltaY() / Math.max(1, event.getMultiplierY());
            int lines = (int) Math.round(-notches * LINES_PER_NOTCH);
            canvas.scrollTo(canvas.topInSight() + (lines == 0 ? (event.getDeltaY() > 0 ? -1 : 1) : lines));
            event.consume();
        }
    }
}
