package dev.vitrine.console.log;

import dev.vitrine.console.log.tail.Line;
import dev.vitrine.console.log.tail.LineView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is selected, held by the lines themselves, so that lines that come late do not move it. */
final class LogSelection {
    /** More is not copied: save it instead. */
    static final int MOST_LINES = 200_000;

    private static final int AT_ONCE = 4_096;

    private @Nullable Caret anchor;
    private @Nullable Caret caret;

    /** A place between two characters of a line. */
    record Caret(int line, int column) {}

    /** The selected lines, both included, and the characters where it begins and ends. */
    record Range(int from, int fromColumn, int to, int toColumn) {
        /** Characters of the line at this position: from which, up to which. */
        int[] columns(int position, int length) {
            if (position < from || position > to) {
                return new int[] {0, 0};
            }
            return new int[] {position == from ? fromColumn : 0, position == to ? Math.min(toColumn, length) : length};
        }
    }

    void begin(Caret at) {
        anchor = at;
        caret = at;
    }

    void extend(Caret to) {
        if (anchor == null) {
            anchor = to;
        }
        caret = to;
    }

    void clear() {
        anchor = null;
        caret = null;
    }

    /** Where the person is; empty before the first click. */
    Optional<Caret> caret() {
        return Optional.ofNullable(caret);
    }

    Optional<Range> range(LineView lines) {
        if (anchor == null || caret == null || anchor.equals(caret)) {
            return Optional.empty();
        }
        int a = lines.positionOf(anchor.line());
        int b = lines.positionOf(caret.line());
        boolean forward = a < b || (a == b && anchor.column() <= caret.column());
        return Optional.of(
                forward
                        ? new Range(a, anchor.column(), b, caret.column())
                        : new Range(b, caret.column(), a, anchor.column()));
    }

    /** The selected text; whole lines are given as they are in the log. May read files. */
    static String text(LineView lines, Range range, Function<Line, String> shown) {
        StringBuilder text = new StringBuilder();
        int count = Math.min(MOST_LINES, range.to() - range.from() + 1);
        List<Line> some = List.of();
        for (int i = 0; i < count; i++) {
            if (i % AT_ONCE == 0) {
                some = lines.lines(range.from() + i, Math.min(AT_ONCE, count - i));
            }
            if (i % AT_ONCE >= some.size()) {
                break;
            }
            Line line = some.get(i % AT_ONCE);
            String whole = shown.apply(line);
            int[] columns = range.columns(range.from() + i, whole.length());
            boolean all = columns[0] == 0 && columns[1] >= whole.length();
            int from = Math.min(columns[0], whole.length());
            if (i > 0) {
                text.append('\n');
            }
            text.append(
                    all ? line.text() : whole.substring(from, Math.max(from, Math.min(columns[1], whole.length()))));
        }
        return text.toString();
    }
}
