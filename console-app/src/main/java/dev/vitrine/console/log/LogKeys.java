package dev.vitrine.console.log;

import dev.vitrine.console.kit.Command;
import dev.vitrine.console.log.LogSelection.Range;
import dev.vitrine.console.log.tail.Line;
import dev.vitrine.console.log.tail.LineView;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;

/** What keys do in the lines of a log. */
public final class LogKeys {
    private LogKeys() {}

    /** What a person is told of them; they do nothing but in the lines of a log. */
    public static List<Command> shown() {
        return Stream.of(
                        List.of("In a log: filter its lines", "/"),
                        List.of("In a log: the next error, with Shift the one before", "N"),
                        List.of("In a log: follow, or stop", "Space"),
                        List.of("In a log: wrap long lines", "W"),
                        List.of("In a log: show times", "T"),
                        List.of("In a log: all, then copy", "Ctrl+A, Ctrl+C"),
                        List.of("In a log: the first, the newest line", "Ctrl+Home, Ctrl+End"))
                .map(words -> Command.of(words.getFirst(), words.getLast(), () -> {}))
                .toList();
    }

    static void install(LogCanvas canvas, LogViewModel model) {
        canvas.setOnKeyPressed(event -> {
            if (pressed(event, canvas, model)) {
                event.consume();
            }
        });
    }

    private static boolean pressed(KeyEvent event, LogCanvas canvas, LogViewModel model) {
        boolean extend = event.isShiftDown();
        int last = model.lines().size() - 1;
        if (event.isShortcutDown()) {
            switch (event.getCode()) {
                case A -> canvas.selectAll();
                case C, INSERT -> copy(canvas, model);
                case HOME -> canvas.scrollTo(0);
                case END -> model.followingProperty().set(true);
                default -> {
                    return false;
                }
            }
            return true;
        }
        switch (event.getCode()) {
            case UP -> canvas.selectLine(canvas.here() - 1, extend);
            case DOWN -> canvas.selectLine(canvas.here() + 1, extend);
            case PAGE_UP -> canvas.scrollTo(canvas.topInSight() - canvas.page());
            case PAGE_DOWN -> canvas.scrollTo(canvas.topInSight() + canvas.page());
            case HOME -> move(canvas, extend, 0);
            case END -> move(canvas, extend, last);
            case N, F3 -> {
                String _ = nextError(canvas, model, extend ? -1 : 1);
            }
            case SPACE ->
                model.followingProperty().set(!model.followingProperty().get());
            case W -> model.wrapProperty().set(!model.wrapProperty().get());
            case T -> model.timestampsProperty().set(!model.timestampsProperty().get());
            case ESCAPE -> {
                canvas.selection().clear();
                canvas.selected();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void move(LogCanvas canvas, boolean extend, int position) {
        if (extend) {
            canvas.selectLine(position, true);
        }
        canvas.scrollTo(position);
    }

    /**
     * Goes to the next error after where the person is, or with step -1 to the one before; behind the last one it goes on
     * at the other end.
     *
     * @return what to tell the person; blank when it simply went there
     */
    static String nextError(LogCanvas canvas, LogViewModel model, int step) {
        int from = canvas.selection().caret().isPresent() ? canvas.here() + step : canvas.topInSight();
        OptionalInt found = model.lines().nextError(from, step);
        if (found.isPresent()) {
            canvas.goTo(found.getAsInt());
            return "";
        }
        OptionalInt again = model.lines().nextError(step > 0 ? 0 : model.lines().size() - 1, step);
        again.ifPresent(canvas::goTo);
        return again.isEmpty()
                ? "There is no error in these lines"
                : step > 0 ? "Went on at the beginning" : "Went on at the end";
    }

    /** Copies off the screen's thread: it may read many lines. */
    static void copy(LogCanvas canvas, LogViewModel model) {
        LineView lines = model.lines();
        canvas.selection().range(lines).ifPresent(range -> {
            Function<Line, String> shown = canvas::shown;
            int count = range.to() - range.from() + 1;
            model.warn(
                    count > LogSelection.MOST_LINES
                            ? String.format(
                                    Locale.ROOT,
                                    "Only the first %,d of %,d lines are copied; Save all writes every line",
                                    LogSelection.MOST_LINES,
                                    count)
                            : "");
            boolean small = count <= 1_000;
            if (small) {
                toClipboard(LogSelection.text(lines, range, shown));
                return;
            }
            Function<Line, String> asIs = line -> LogText.shown(line.text());
            Range whole = new Range(range.from(), 0, range.to(), Integer.MAX_VALUE);
            Thread _ = Thread.ofPlatform().daemon().name("copy lines").start(() -> {
                String text = LogSelection.text(lines, whole, asIs);
                Platform.runLater(() -> toClipboard(text));
            });
        });
    }

    private static void toClipboard(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
