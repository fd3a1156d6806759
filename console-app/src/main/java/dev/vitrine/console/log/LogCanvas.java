package dev.vitrine.console.log;

import dev.vitrine.console.log.LogPainter.Look;
import dev.vitrine.console.log.LogPainter.Row;
import dev.vitrine.console.log.LogSelection.Caret;
import dev.vitrine.console.log.LogSelection.Range;
import dev.vitrine.console.log.tail.Line;
import dev.vitrine.console.log.tail.LineView;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log, drawn: as many as are in sight, however many there are. It is drawn at most once in each pulse, and
 * only when something has changed.
 */
final class LogCanvas extends LogPalette {
    private static final int ACCESSIBLE_LINES = 200;

    private final LogViewModel model;
    private final LineView lines;
    private final LogPainter painter = new LogPainter();
    private final Canvas canvas = new Canvas();
    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();
    private final LogSelection selection = new LogSelection();
    private final LogRows layout;

    private List<Row> rows = List.of();
    /** The line at the top while it does not follow; -1 when there is none. */
    private int topLine = -1;
    /** Where that line was: for when there were no lines yet. */
    private int topPosition;

    private boolean drawing;

    LogCanvas(LogViewModel model) {
        this.model = model;
        this.lines = model.lines();
        this.layout = new LogRows(model, painter);
        getStyleClass().add("log");
        getChildren().addAll(canvas, vertical, horizontal);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        vertical.setOrientation(Orientation.VERTICAL);
        vertical.setId("log-scroll");
        vertical.valueProperty().addListener((property, before, now) -> {
            if (!drawing) {
                scrollTo((int) Math.round(now.doubleValue()));
            }
        });
        horizontal.valueProperty().addListener((property, before, now) -> requestLayout());
        model.changesProperty().addListener((property, before, now) -> requestLayout());
        model.followingProperty().addListener((property, before, now) -> follow(now));
        model.wrapProperty().addListener((property, before, now) -> requestLayout());
        model.timestampsProperty().addListener((property, before, now) -> requestLayout());
        model.columnsProperty().addListener((property, before, now) -> {
            layout.forgetColumns();
            requestLayout();
        });
        focusedProperty().addListener((property, before, now) -> requestLayout());
        LogKeys.install(this, model);
        LogMouse.install(this);
    }

    @Override
    protected void layoutChildren() {
        double bar = vertical.prefWidth(-1);
        double below = model.wrapProperty().get() ? 0 : horizontal.prefHeight(-1);
        double width = Math.max(0, getWidth() - bar);
        double height = Math.max(0, getHeight() - below);
        canvas.setWidth(width);
        canvas.setHeight(height);
        vertical.resizeRelocate(width, 0, bar, height);
        horizontal.setVisible(below > 0);
        horizontal.resizeRelocate(0, height, width, below);
        drawing = true;
        try {
            draw(height);
        } finally {
            drawing = false;
        }
    }

    private Look look() {
        boolean streams = model.streams() > 1;
        int first = model.wrapProperty().get() ? 0 : (int) horizontal.getValue();
        return new Look(colors(), model.timestampsProperty().get(), streams, first, model.marked(), canvas.getWidth());
    }

    private void draw(double height) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        Look look = look();
        painter.clear(g, look, height);
        boolean table = model.columnsProperty().get();
        double top = table ? painter.rowHeight() : 0;
        int fit = Math.max(1, (int) ((height - top) / painter.rowHeight()));
        int size = lines.size();
        rows = model.followingProperty().get() ? layout.last(size, fit, look) : layout.from(top(size), fit + 1, look);
        Optional<Range> selected = selection.range(lines);
        double y = top;
        for (Row row : rows) {
            int[] marked = selected.map(
                            range -> range.columns(row.position(), row.shown().length()))
                    .orElse(new int[2]);
            painter.draw(g, look, row, y, marked[0], marked[1]);
            y += painter.rowHeight();
        }
        if (table) {
            painter.heading(g, look, layout.heading());
        }
        updateBars(size, fit, look);
    }

    private int top(int size) {
        int top = topLine < 0 ? topPosition : lines.positionOf(topLine);
        return Math.clamp(top, 0, Math.max(0, size - 1));
    }

    /** The line as it is drawn. */
    String shown(Line line) {
        return layout.shown(line);
    }

    private void updateBars(int size, int fit, Look look) {
        int last = Math.max(0, size - fit);
        int top = rows.isEmpty() ? 0 : rows.getFirst().position();
        if (!model.followingProperty().get() && !rows.isEmpty()) {
            topLine = rows.getFirst().line().id();
            topPosition = top;
        }
        vertical.setMax(last);
        vertical.setVisibleAmount(last == 0 ? 1 : Math.max(1, (double) fit * last / size));
        vertical.setUnitIncrement(1);
        vertical.setBlockIncrement(fit);
        vertical.setValue(Math.min(top, last));
        vertical.setDisable(last == 0);
        int beyond = Math.max(0, layout.longest() - painter.columns(look) + 2);
        horizontal.setMax(beyond);
        horizontal.setVisibleAmount(
                beyond == 0 ? 1 : Math.max(1, (double) painter.columns(look) * beyond / layout.longest()));
        horizontal.setUnitIncrement(4);
        horizontal.setBlockIncrement(40);
        horizontal.setValue(Math.min(horizontal.getValue(), beyond));
        horizontal.setDisable(beyond == 0);
    }

    private void follow(boolean follows) {
        if (!follows && !rows.isEmpty()) {
            topLine = rows.getFirst().line().id();
            topPosition = rows.getFirst().position();
        }
        requestLayout();
    }

    /** How many lines are in sight. */
    int page() {
        return Math.max(1, (int) (canvas.getHeight() / painter.rowHeight()) - 1);
    }

    /** The position of the line at the top. */
    int topInSight() {
        return rows.isEmpty() ? 0 : rows.getFirst().position();
    }

    /** Puts the line at this position to the top; at the end it follows. */
    void scrollTo(int position) {
        int size = lines.size();
        int fit = page() + 1;
        boolean end = position >= size - fit;
        int to = Math.clamp(position, 0, Math.max(0, size - 1));
        List<Line> line = lines.lines(to, 1);
        model.followingProperty().set(end);
        if (!end) {
            topLine = line.isEmpty() ? -1 : line.getFirst().id();
            topPosition = to;
        }
        requestLayout();
    }

    /** Shows the line at this position, with some before it, and puts the person there. */
    void goTo(int position) {
        List<Line> line = lines.lines(position, 1);
        if (line.isEmpty()) {
            model.followingProperty().set(true);
            return;
        }
        selection.begin(new Caret(line.getFirst().id(), 0));
        selection.extend(new Caret(line.getFirst().id(), shown(line.getFirst()).length()));
        int before = page() / 3;
        model.followingProperty().set(false);
        List<Line> top = lines.lines(Math.max(0, position - before), 1);
        topLine = top.isEmpty() ? -1 : top.getFirst().id();
        selected();
    }

    /** The place in the text under the mouse; the nearest when it is outside. */
    Optional<Caret> caretAt(double x, double y) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double top = model.columnsProperty().get() ? painter.rowHeight() : 0;
        int at = (int) Math.floor((y - top) / painter.rowHeight());
        Row row = rows.get(Math.clamp(at, 0, rows.size() - 1));
        int column = at >= rows.size() ? row.shown().length() : painter.columnAt(x, row, look());
        return Optional.of(
                new Caret(row.line().id(), Math.clamp(column, 0, row.shown().length())));
    }

    /** The line with this number as it is drawn. */
    Optional<String> shownLine(int id) {
        return lines.lines(lines.positionOf(id), 1).stream()
                .filter(line -> line.id() == id)
                .findFirst()
                .map(this::shown);
    }

    LogSelection selection() {
        return selection;
    }

    /** The selection has changed. */
    void selected() {
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        requestLayout();
    }

    /** The position of the line where the person is: of the last click, else the first in sight. */
    int here() {
        return selection.caret().map(caret -> lines.positionOf(caret.line())).orElse(topInSight());
    }

    /** Selects whole lines from where the selection began to this position, or only that one. */
    void selectLine(int position, boolean extend) {
        List<Line> line = lines.lines(Math.clamp(position, 0, Math.max(0, lines.size() - 1)), 1);
        if (line.isEmpty()) {
            return;
        }
        int id = line.getFirst().id();
        if (!extend) {
            selection.begin(new Caret(id, 0));
        }
        selection.extend(new Caret(id, shown(line.getFirst()).length()));
        int at = lines.positionOf(id);
        if (at < topInSight() || at >= topInSight() + page()) {
            scrollTo(at < topInSight() ? at : at - page() + 1);
        }
        selected();
    }

    void selectAll() {
        int size = lines.size();
        if (size > 0) {
            Line last = lines.lines(size - 1, 1).getFirst();
            selection.begin(new Caret(lines.lines(0, 1).getFirst().id(), 0));
            selection.extend(new Caret(last.id(), shown(last).length()));
            selected();
        }
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute == AccessibleAttribute.TEXT) {
            return selection
                    .range(lines)
                    .map(range -> LogSelection.text(
                            lines,
                            new Range(
                                    range.from(),
                                    range.fromColumn(),
                                    Math.min(range.to(), range.from() + ACCESSIBLE_LINES),
                                    range.toColumn()),
                            this::shown))
                    .orElseGet(() -> rows.isEmpty() ? "" : rows.getLast().shown());
        }
        return super.queryAccessibleAttribute(attribute, parameters);
    }
}
