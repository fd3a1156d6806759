package dev.vitrine.console.log;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.SaveDialog;
import dev.vitrine.console.log.tail.Completeness;
import dev.vitrine.console.log.tail.LogLevel;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One log: what to show of it, its lines, and how complete they are. */
final class LogPane extends BorderPane {
    private final LogViewModel model;
    private final SaveDialog dialog;
    private final LogCanvas canvas;
    private final LogStateLine state;

    /**
     * The pane of a log.
     *
     * @param dialog asks where to keep lines
     * @param toOwnWindow moves it into a window of its own, or back
     */
    LogPane(LogViewModel model, SaveDialog dialog, Runnable toOwnWindow) {
        this.model = model;
        this.dialog = dialog;
        this.canvas = new LogCanvas(model);
        this.state = new LogStateLine(model);
        VBox controls = new VBox(filters(), tools(toOwnWindow));
        controls.getStyleClass().add("log-tools");
        controls.getStylesheets().add(String.valueOf(LogPane.class.getResource("log.css")));
        setTop(controls);
        SplitPane center = new SplitPane(new StackPane(canvas, placeholder()));
        LogCharts charts = new LogCharts(model.numbers());
        model.numbers().shownProperty().subscribe(shown -> {
            center.getItems().remove(charts);
            if (shown) {
                center.getItems().add(charts);
                center.setDividerPositions(0.7);
            }
        });
        setCenter(center);
        setBottom(state);
        setOnKeyPressed(event -> {
            boolean typing = event.getTarget() instanceof TextInputControl;
            if ((event.getCode() == KeyCode.SLASH && !typing)
                    || (event.isShortcutDown() && event.getCode() == KeyCode.F)) {
                lookup("#log-include").requestFocus();
                event.consume();
            }
        });
    }

    private HBox filters() {
        TextField include = field("log-include", "Only lines with ...", model.includeProperty());
        TextField exclude = field("log-exclude", "Not lines with ...", model.excludeProperty());
        TextField highlight = field("log-highlight", "Highlight ...", model.highlightProperty());
        ToggleButton regex = toggle("log-regex", ".*", "Read them as regular expressions", model.regexProperty());
        ComboBox<Since> since = new ComboBox<>();
        since.setId("log-since");
        since.getItems().setAll(Since.values());
        since.valueProperty().bindBidirectional(model.sinceProperty());
        since.setTooltip(new Tooltip("How far back the log is read and shown"));
        since.setAccessibleText("Since");
        HBox row = new HBox(6, include, exclude, highlight, regex, new Label("since"), since);
        for (TextField field : new TextField[] {include, exclude, highlight}) {
            HBox.setHgrow(field, Priority.ALWAYS);
        }
        row.setAlignment(Pos.CENTER_LEFT);
        row.setPadding(new Insets(6, 8, 0, 8));
        return row;
    }

    private TextField field(String id, String prompt, Property<String> text) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setPrefColumnCount(8);
        field.textProperty().bindBidirectional(text);
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                field.clear();
                canvas.requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                canvas.requestFocus();
            }
        });
        return field;
    }

    private static ToggleButton toggle(String id, String title, String tip, Property<Boolean> on) {
        ToggleButton button = new ToggleButton(title);
        button.setId(id);
        button.setTooltip(new Tooltip(tip));
        button.setFocusTraversable(true);
        button.selectedProperty().bindBidirectional(on);
        return button;
    }

    private ToolBar tools(Runnable toOwnWindow) {
        ToolBar bar = new ToolBar();
        bar.setStyle("-fx-background-color: transparent;");
        bar.setPadding(new Insets(4, 8, 4, 8));
        bar.getItems()
                .addAll(
                        toggle(
                                "log-follow",
                                "Follow",
                                "Keep the newest line in sight (space)",
                                model.followingProperty()),
                        new Separator());
        for (LogLevel level : LogLevel.values()) {
            bar.getItems().add(level(level));
        }
        TextField jump = new TextField();
        jump.setId("log-jump");
        jump.setPromptText("12:03:07");
        jump.setAccessibleText("Jump to a time");
        jump.setTooltip(new Tooltip("Jump to a time"));
        jump.setPrefColumnCount(7);
        jump.setOnAction(event -> model.jump(jump.getText()).ifPresent(canvas::goTo));
        bar.getItems()
                .addAll(
                        new Separator(),
                        button("log-previous-error", "▲ error", "The error before (Shift+N)", () -> error(-1)),
                        button("log-next-error", "▼ error", "The next error (N)", () -> error(1)),
                        jump,
                        new Separator(),
                        toggle("log-wrap", "Wrap", "Break long lines (W)", model.wrapProperty()),
                        toggle("log-times", "Times", "Show when lines were printed (T)", model.timestampsProperty()),
                        toggle("log-columns", "Columns", "Show JSON objects as columns", model.columnsProperty()),
                        toggle(
                                "log-numbers",
                                "Charts",
                                "Draw the numbers of JSON objects over time",
                                model.numbers().shownProperty()),
                        new Separator(),
                        button("log-copy", "Copy", "Copy what is selected (Ctrl+C)", () -> LogKeys.copy(canvas, model)),
                        button("log-save", "Save all ...", "Write all lines that are shown to a file", this::save),
                        button("log-window", "Window", "Into a window of its own, or back", toOwnWindow));
        return bar;
    }

    private static Button button(String id, String title, String tip, Runnable action) {
        Button button = new Button(title);
        button.setId(id);
        button.setTooltip(new Tooltip(tip));
        button.setOnAction(event -> action.run());
        return button;
    }

    private ToggleButton level(LogLevel level) {
        String name = level == LogLevel.NONE ? "other" : level.name().toLowerCase(Locale.ROOT);
        ToggleButton button = new ToggleButton();
        button.setId("log-level-" + name);
        button.setTooltip(new Tooltip("Show lines of this level; with Shift of this level alone"));
        button.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> String.format(
                                Locale.ROOT,
                                "%s %,d",
                                name,
                                model.countsProperty().get()[level.rank()]),
                        model.countsProperty()));
        button.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.countsProperty().get()[level.rank()] > 0, model.countsProperty()));
        button.managedProperty().bind(button.visibleProperty());
        button.setSelected(true);
        button.setOnMouseClicked(event -> {
            if (event.isShiftDown()) {
                model.levelsProperty().set(EnumSet.of(level));
            }
        });
        button.setOnAction(event -> {
            Set<LogLevel> shown = EnumSet.noneOf(LogLevel.class);
            shown.addAll(model.levelsProperty().get());
            if (button.isSelected()) {
                shown.add(level);
            } else {
                shown.remove(level);
            }
            model.levelsProperty().set(shown);
        });
        model.levelsProperty().addListener((property, before, now) -> button.setSelected(now.contains(level)));
        return button;
    }

    private void error(int step) {
        state.tell(LogKeys.nextError(canvas, model, step));
        canvas.requestFocus();
    }

    private void save() {
        String name = model.target().title().replaceAll("[^A-Za-z0-9.-]+", "-") + ".log";
        dialog.ask(getScene().getWindow(), name).ifPresent(file -> {
            state.tell("Saving ...");
            model.save(file, state::tell);
        });
    }

    private Label placeholder() {
        Label empty = new Label();
        empty.setMouseTransparent(true);
        empty.setWrapText(true);
        empty.getStyleClass().add(Styles.TEXT_MUTED);
        empty.textProperty().bind(Bindings.createStringBinding(this::emptyText, model.changesProperty()));
        empty.visibleProperty().bind(empty.textProperty().isNotEmpty());
        return empty;
    }

    private String emptyText() {
        if (model.lines().size() > 0) {
            return "";
        }
        Completeness completeness = model.completenessProperty().get();
        long all = completeness.lines();
        if (all > 0) {
            return "No line of " + String.format(Locale.ROOT, "%,d", all) + " passes the filter.";
        }
        return switch (completeness.kind()) {
            case READING -> "Reading " + model.target().logGroup() + " ...";
            case GAP -> completeness.gap().map(Completeness.Gap::reason).orElse("");
            case COMPLETE ->
                !model.hasStreams()
                        ? "No task has started yet. Its lines appear here when it does."
                        : model.sinceProperty().get() == Since.ALL
                                ? "Nothing was printed."
                                : "Nothing was printed since "
                                        + model.sinceProperty().get()
                                        + " ago. Choose 'all' above to look further back.";
        };
    }

    LogCanvas canvas() {
        return canvas;
    }
}
