package dev.vitrine.console.log;

import dev.vitrine.console.log.LogPalette.Colors;
import dev.vitrine.console.log.tail.Line;
import dev.vitrine.console.log.tail.LogLevel;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Draws rows of a log in letters of one width. */
final class LogPainter {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int CLOCK_CHARS = 13;
    private static final int MOST_STREAM_CHARS = 20;
    private static final double GUTTER = 8;

    private final Font font = Font.font("Monospaced", 13);
    private final double charWidth;
    private final double rowHeight;

    /**
     * What is the same for all rows of a picture.
     *
     * @param streams whether the stream of each line is shown
     * @param firstColumn so many characters are out of sight at the left
     */
    record Look(
            Colors colors,
            boolean timestamps,
            boolean streams,
            int firstColumn,
            Optional<Pattern> marked,
            double width) {
        int prefixChars() {
            return (timestamps ? CLOCK_CHARS : 0) + (streams ? MOST_STREAM_CHARS + 1 : 0);
        }
    }

    /**
     * One row: a line, or a piece of it where lines are wrapped.
     *
     * @param shown all of the line as it is drawn
     * @param position of the line in the log
     * @param from first character of the piece
     * @param to after its last one
     */
    record Row(Line line, String shown, int position, int from, int to) {
        boolean isFirst() {
            return from == 0;
        }
    }

    LogPainter() {
        Text sample = new Text("MMMMMMMMMMMMMMMMMMMM");
        sample.setFont(font);
        charWidth = sample.getLayoutBounds().getWidth() / sample.getText().length();
        rowHeight = Math.ceil(sample.getLayoutBounds().getHeight());
    }

    double rowHeight() {
        return rowHeight;
    }

    /** How many characters of a line fit beside what is before it. */
    int columns(Look look) {
        return Math.max(10, (int) ((look.width() - textStart(look)) / charWidth));
    }

    double textStart(Look look) {
        return GUTTER + look.prefixChars() * charWidth;
    }

    /** The character of the line that is there; may be before or behind the line. */
    int columnAt(double x, Row row, Look look) {
        return row.from() + look.firstColumn() + (int) Math.round((x - textStart(look)) / charWidth);
    }

    void clear(GraphicsContext g, Look look, double height) {
        g.setFill(look.colors().background());
        g.fillRect(0, 0, look.width(), height);
        g.setFont(font);
        g.setTextBaseline(VPos.TOP);
    }

    void heading(GraphicsContext g, Look look, String names) {
        g.setFill(look.colors().header());
        g.fillRect(0, 0, look.width(), rowHeight);
        g.setFill(look.colors().muted());
        int from = Math.min(look.firstColumn(), names.length());
        g.fillText(names.substring(from), textStart(look), 0);
    }

    /** @param selectedFrom characters of the line that are selected, up to {@code selectedTo} */
    void draw(GraphicsContext g, Look look, Row row, double y, int selectedFrom, int selectedTo) {
        Colors colors = look.colors();
        int from = Math.min(row.to(), row.from() + look.firstColumn());
        int to = Math.min(row.to(), from + columns(look) + 1);
        double start = textStart(look);
        band(g, colors.selection(), selectedFrom, selectedTo, from, to, start, y);
        look.marked()
                .ifPresent(pattern -> Marks.find(
                        pattern,
                        row.shown().substring(from, to),
                        (first, last) -> band(g, colors.mark(), from + first, from + last, from, to, start, y)));
        if (row.isFirst()) {
            prefix(g, look, row.line(), y);
        }
        g.setFill(color(colors, row.line().level()));
        g.fillText(row.shown().substring(from, to), start, y);
    }

    private void prefix(GraphicsContext g, Look look, Line line, double y) {
        Colors colors = look.colors();
        if (line.level().rank() >= LogLevel.WARN.rank()) {
            g.setFill(color(colors, line.level()));
            g.fillRect(0, y + 1, 3, rowHeight - 2);
        }
        double x = GUTTER;
        if (look.timestamps()) {
            g.setFill(colors.muted());
            g.fillText(CLOCK.format(Instant.ofEpochMilli(line.timestamp())), x, y);
            x += CLOCK_CHARS * charWidth;
        }
        if (look.streams()) {
            g.setFill(colors.accent());
            g.fillText(ending(line.stream()), x, y);
        }
    }

    /** Streams differ at their end, where the id of the task is. */
    private static String ending(String stream) {
        return stream.length() <= MOST_STREAM_CHARS
                ? stream
                : "…" + stream.substring(stream.length() - MOST_STREAM_CHARS + 1);
    }

    private void band(
            GraphicsContext g, Color color, int bandFrom, int bandTo, int from, int to, double start, double y) {
        int first = Math.max(bandFrom, from);
        int last = Math.min(bandTo, to);
        if (first < last) {
            g.setFill(color);
            g.fillRect(start + (first - from) * charWidth, y, (last - first) * charWidth, rowHeight);
        }
    }

    private static Color color(Colors colors, LogLevel level) {
        return switch (level) {
            case ERROR -> colors.error();
            case WARN -> colors.warning();
            case DEBUG, TRACE -> colors.muted();
            case INFO, NONE -> colors.text();
        };
    }
}
