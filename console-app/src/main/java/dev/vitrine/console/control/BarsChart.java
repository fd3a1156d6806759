package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Texts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.StackedBarChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import javafx.util.StringConverter;

/** Dollars of days as bars of parts, with the sum of each part in words, and a line across that they should stay under. */
final class BarsChart {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);
    private static final double HEIGHT = 130;
    private static final int STEPS = 3;

    private BarsChart() {}

    static Node of(Inspection.Bars bars) {
        int days = bars.parts().stream()
                .mapToInt(part -> part.values().size())
                .max()
                .orElse(0);
        StackedBarChart<String, Number> chart = chart(bars, days);
        FlowPane legend = new FlowPane(12, 2);
        StringBuilder words = new StringBuilder(bars.heading());
        for (int i = 0; i < bars.parts().size(); i++) {
            Inspection.Series part = bars.parts().get(i);
            String sum = part.name() + "  "
                    + Texts.dollars(part.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum());
            words.append(", ").append(sum);
            if (part.values().stream().noneMatch(value -> value > 0)) {
                continue;
            }
            String colour = "-fx-background-color: -color-chart-" + (i + 1);
            legend.getChildren().add(legend(sum, colour));
            chart.getData().add(series(bars, part));
            chart.getData().getLast().getData().forEach(bar -> {
                bar.getNode().setStyle(colour);
                Tooltip.install(
                        bar.getNode(),
                        new Tooltip(bar.getXValue() + ", " + part.name() + ": "
                                + Texts.dollars(bar.getYValue().doubleValue())));
            });
        }
        if (bars.limit() > 0) {
            legend.getChildren()
                    .add(legend(
                            "the line  " + Texts.dollars(bars.limit()) + " a day",
                            "-fx-background-color: -color-danger-emphasis"));
        }
        chart.setAccessibleText(words.toString());
        VBox box = new VBox(2, legend, chart, ends(bars, days));
        box.getStyleClass().add("timeline");
        return box;
    }

    private static StackedBarChart<String, Number> chart(Inspection.Bars bars, int days) {
        double most = bars.limit();
        for (int day = 0; day < days; day++) {
            int at = day;
            most = Math.max(
                    most,
                    bars.parts().stream()
                            .mapToDouble(part -> part.values().get(at))
                            .sum());
        }
        double step = step(most);
        CategoryAxis x = new CategoryAxis(IntStream.range(0, days)
                .mapToObj(day -> DAY.format(bars.first().plusDays(day)))
                .collect(Collectors.toCollection(FXCollections::observableArrayList)));
        x.setTickLabelsVisible(false);
        x.setTickMarkVisible(false);
        NumberAxis y = new NumberAxis(0, step * Math.max(1, Math.ceil(most / step)), step);
        y.setMinorTickVisible(false);
        y.setTickLabelFormatter(new Dollars());
        StackedBarChart<String, Number> chart = new Limited(x, y, bars.limit());
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.setVerticalGridLinesVisible(false);
        chart.setCategoryGap(2);
        chart.setPrefHeight(HEIGHT);
        chart.setMinHeight(HEIGHT);
        return chart;
    }

    /** A round step of which a few reach the most. */
    static double step(double most) {
        if (most <= 0) {
            return 1;
        }
        double size = Math.pow(10, Math.floor(Math.log10(most / STEPS)));
        for (double times : List.of(1.0, 2.0, 5.0)) {
            if (most / (size * times) <= STEPS + 0.5) {
                return size * times;
            }
        }
        return size * 10;
    }

    private static XYChart.Series<String, Number> series(Inspection.Bars bars, Inspection.Series part) {
        XYChart.Series<String, Number> series = new XYChart.Series<>();
        series.setName(part.name());
        for (int day = 0; day < part.values().size(); day++) {
            if (part.values().get(day) > 0) {
                series.getData()
                        .add(new XYChart.Data<>(
                                DAY.format(bars.first().plusDays(day)),
                                part.values().get(day)));
            }
        }
        return series;
    }

    private static Node ends(Inspection.Bars bars, int days) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox ends = new HBox(
                small(DAY.format(bars.first())),
                space,
                small(DAY.format(bars.first().plusDays(Math.max(0, days - 1L)))));
        ends.getStyleClass().add("ends");
        return ends;
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return label;
    }

    private static Label legend(String text, String colour) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.TEXT_SMALL);
        Region swatch = new Region();
        swatch.getStyleClass().add("swatch");
        swatch.setStyle(colour);
        label.setGraphic(swatch);
        label.setAlignment(Pos.CENTER_LEFT);
        return label;
    }

    /** Amounts at the axis, without digits that say nothing. */
    private static final class Dollars extends StringConverter<Number> {
        @Override
        public String toString(Number amount) {
            return "$"
                    + BigDecimal.valueOf(amount.doubleValue())
                            .round(new MathContext(2))
                            .stripTrailingZeros()
                            .toPlainString();
        }

        @Override
        public Number fromString(String text) {
            throw new UnsupportedOperationException("nobody types amounts into an axis");
        }
    }

    /** Bars with a line across. */
    private static final class Limited extends StackedBarChart<String, Number> {
        private final NumberAxis values;
        private final double limit;
        private final Line line = new Line();

        Limited(CategoryAxis x, NumberAxis y, double limit) {
            super(x, y);
            this.values = y;
            this.limit = limit;
            line.getStyleClass().add("limit");
            line.setVisible(limit > 0);
            line.setManaged(false);
            line.setViewOrder(-1);
            getPlotChildren().add(line);
        }

        @Override
        protected void layoutPlotChildren() {
            super.layoutPlotChildren();
            double height = values.getDisplayPosition(limit);
            line.setStartX(0);
            line.setEndX(getXAxis().getWidth());
            line.setStartY(height);
            line.setEndY(height);
        }
    }
}
