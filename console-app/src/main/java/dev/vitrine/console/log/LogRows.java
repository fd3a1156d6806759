package dev.vitrine.console.log;

import dev.vitrine.console.log.LogPainter.Look;
import dev.vitrine.console.log.LogPainter.Row;
import dev.vitrine.console.log.tail.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes rows of lines: of a line that is broken several, of a JSON object cells if wanted. */
final class LogRows {
    private static final int MOST_LINES = 400;

    private final LogViewModel model;
    private final LogPainter painter;
    private JsonColumns columns = new JsonColumns();
    private int longest = 1;

    LogRows(LogViewModel model, LogPainter painter) {
        this.model = model;
        this.painter = painter;
    }

    /** The rows that end with the newest of so many lines. */
    List<Row> last(int size, int fit, Look look) {
        List<Row> all = from(Math.max(0, size - fit), Integer.MAX_VALUE, look);
        return all.subList(Math.max(0, all.size() - fit), all.size());
    }

    /** The rows that begin with the line at this position. */
    List<Row> from(int position, int most, Look look) {
        List<Line> some = model.lines().lines(position, Math.min(most, MOST_LINES));
        if (model.columnsProperty().get()) {
            some.forEach(line -> columns.row(line.text()));
        }
        List<Row> result = new ArrayList<>();
        int perRow = model.wrapProperty().get() ? painter.columns(look) : Integer.MAX_VALUE;
        for (int i = 0; i < some.size() && result.size() < most; i++) {
            Line line = some.get(i);
            String shown = shown(line);
            longest = Math.max(longest, shown.length());
            int from = 0;
            do {
                int to = shown.length() - from > perRow ? from + perRow : shown.length();
                result.add(new Row(line, shown, position + i, from, to));
                from = to;
            } while (from < shown.length());
        }
        return result;
    }

    /** The line as it is drawn. */
    String shown(Line line) {
        Optional<String> cells = model.columnsProperty().get() ? columns.row(line.text()) : Optional.empty();
        return cells.orElseGet(() -> LogText.shown(line.text()));
    }

    /** Begins the columns anew. */
    void forgetColumns() {
        columns = new JsonColumns();
    }

    /** Names of the columns, above their cells. */
    String heading() {
        return columns.heading();
    }

    /** Characters of the longest line that was drawn. */
    int longest() {
        return longest;
    }
}
