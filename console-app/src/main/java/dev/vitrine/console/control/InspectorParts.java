package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.Inspection;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The sections of the inspector as nodes. */
final class InspectorParts {
    private static final double MOST_PICTURE_WIDTH = 360;
    private static final double SCROLL_BAR = 16;
    private static final int CHARACTERS_A_ROW = 40;

    private InspectorParts() {}

    static Node node(Inspection.Part part) {
        VBox box = new VBox(4);
        if (!part.heading().isBlank()) {
            Label heading = new Label(part.heading());
            heading.getStyleClass().addAll(Styles.TEXT_CAPTION, "heading");
            box.getChildren().add(heading);
        }
        box.getChildren()
                .add(
                        switch (part) {
                            case Inspection.Facts facts -> facts(facts.facts());
                            case Inspection.Remark remark -> remark(remark);
                            case Inspection.Lines lines -> lines(lines.lines());
                            case Inspection.Grid grid -> grid(grid);
                            case Inspection.Chart chart -> chart(chart);
                            case Inspection.Bars bars -> BarsChart.of(bars);
                            case Inspection.Timeline timeline -> TimelineChart.of(timeline);
                            case Inspection.Choice choice -> choice(choice);
                            case Inspection.Picture picture -> picture(picture);
                        });
        return box;
    }

    private static Node facts(List<Inspection.Fact> facts) {
        GridPane grid = new GridPane(10, 2);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(86);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        int row = 0;
        for (Inspection.Fact fact : facts) {
            Label name = new Label(fact.name());
            name.getStyleClass().add(Styles.TEXT_MUTED);
            grid.addRow(row++, name, value(fact.value()));
        }
        return grid;
    }

    /** Text that can be selected and copied. */
    private static Node value(String value) {
        TextField field = new TextField(value);
        field.setEditable(false);
        field.getStyleClass().add("fact");
        field.setTooltip(new javafx.scene.control.Tooltip(value));
        return field;
    }

    private static Node remark(Inspection.Remark remark) {
        Label text = new Label(remark.text());
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.getStyleClass().addAll("remark", remark.bad() ? "bad" : "good");
        return text;
    }

    private static Node lines(List<String> lines) {
        if (lines.stream().anyMatch(line -> line.startsWith("+ ") || line.startsWith("- "))) {
            TextFlow flow = new TextFlow();
            flow.getStyleClass().add("difference");
            for (String line : lines) {
                Text text = new Text(line + "\n");
                text.getStyleClass().add(line.startsWith("+ ") ? "added" : line.startsWith("- ") ? "removed" : "same");
                flow.getChildren().add(text);
            }
            return flow;
        }
        TextArea area = new TextArea(String.join("\n", lines));
        area.setEditable(false);
        area.setWrapText(true);
        int rows = lines.stream()
                .mapToInt(line -> 1 + line.length() / CHARACTERS_A_ROW)
                .sum();
        area.setPrefRowCount(Math.clamp(rows, 2, 14));
        area.setMinHeight(Region.USE_PREF_SIZE);
        area.getStyleClass().add("monospaced");
        return area;
    }

    private static Node grid(Inspection.Grid grid) {
        GridPane pane = new GridPane(10, 3);
        for (int column = 0; column < grid.columns().size(); column++) {
            Label head = new Label(grid.columns().get(column));
            head.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
            pane.add(head, column, 0);
        }
        for (int row = 0; row < grid.rows().size(); row++) {
            List<String> cells = grid.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                Label cell = new Label(cells.get(column));
                cell.setMinWidth(Label.USE_PREF_SIZE);
                GridPane.setValignment(cell, VPos.TOP);
                pane.add(cell, column, row + 1);
            }
        }
        ScrollPane scroll = new ScrollPane(pane);
        scroll.getStyleClass().add("plain");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.minHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> pane.getHeight() + (pane.getWidth() > scroll.getWidth() ? SCROLL_BAR : 0),
                        pane.heightProperty(),
                        pane.widthProperty(),
                        scroll.widthProperty()));
        return scroll;
    }

    private static Node chart(Inspection.Chart chart) {
        NumberAxis x = new NumberAxis();
        x.setTickLabelsVisible(false);
        x.setTickMarkVisible(false);
        NumberAxis y = new NumberAxis();
        y.setLabel(chart.unit());
        LineChart<Number, Number> lines = new LineChart<>(x, y);
        lines.setAnimated(false);
        lines.setCreateSymbols(false);
        lines.setLegendVisible(chart.series().size() > 1);
        lines.setPrefHeight(150);
        lines.setMinHeight(150);
        for (Inspection.Series series : chart.series()) {
            XYChart.Series<Number, Number> points = new XYChart.Series<>();
            points.setName(series.name());
            for (int i = 0; i < series.values().size(); i++) {
                points.getData().add(new XYChart.Data<>(i, series.values().get(i)));
            }
            lines.getData().add(points);
        }
        return lines;
    }

    private static Node choice(Inspection.Choice choice) {
        ToggleGroup group = new ToggleGroup();
        HBox buttons = new HBox();
        for (String option : choice.options()) {
            ToggleButton button = new ToggleButton(option);
            button.setId("choose-" + option.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
            int at = buttons.getChildren().size();
            String place = at == 0
                    ? Styles.LEFT_PILL
                    : at == choice.options().size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL;
            button.getStyleClass().addAll(Styles.SMALL, place);
            button.setToggleGroup(group);
            button.setSelected(option.equals(choice.chosen()));
            button.setOnAction(event -> choice.choose().accept(option));
            buttons.getChildren().add(button);
        }
        return buttons;
    }

    /** Decodes it off the screen's thread. */
    private static Node picture(Inspection.Picture picture) {
        byte[] bytes = new byte[picture.file().remaining()];
        picture.file().duplicate().get(bytes);
        StackPane place = new StackPane(new Label("Reading the picture ..."));
        place.setAlignment(Pos.TOP_LEFT);
        Thread _ = Thread.ofVirtual().name("read a picture").start(() -> {
            Image image = new Image(new ByteArrayInputStream(bytes));
            Platform.runLater(() -> place.getChildren().setAll(picture(image)));
        });
        return place;
    }

    /** On white in any theme: what is drawn on nothing is drawn to be seen on paper. */
    private static Node picture(Image image) {
        if (image.isError()) {
            return remark(new Inspection.Remark("", "This is no picture that can be shown.", true));
        }
        ImageView view = new ImageView(image);
        view.setId("picture");
        view.setPreserveRatio(true);
        view.setFitWidth(Math.min(image.getWidth(), MOST_PICTURE_WIDTH));
        StackPane paper = new StackPane(view);
        paper.getStyleClass().add("paper");
        paper.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return paper;
    }
}
