package dev.vitrine.console.log;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.TimeCharts;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The numbers of a log, each over time in a chart of its own, since they differ in size. */
final class LogCharts extends ScrollPane {
    private final VBox charts = new VBox(10);

    LogCharts(NumbersViewModel model) {
        setId("log-charts");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(220);
        charts.setPadding(new Insets(8));
        setContent(charts);
        model.seriesProperty().subscribe(this::show);
    }

    private void show(List<JsonNumbers.Series> all) {
        if (all.isEmpty()) {
            Label none = new Label("No line that is shown is a JSON object with a number that changes.");
            none.setWrapText(true);
            none.getStyleClass().add(Styles.TEXT_MUTED);
            charts.getChildren().setAll(none);
            return;
        }
        charts.getChildren().setAll(all.stream().map(LogCharts::chart).toList());
    }

    private static Node chart(JsonNumbers.Series series) {
        DecimalFormat format = new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));
        Label title = new Label(series.name() + "   " + format.format(series.last()));
        title.getStyleClass().addAll(Styles.TEXT_CAPTION, "heading");
        long first = series.points().getFirst().at();
        long last = Math.max(first + 1, series.points().getLast().at());
        NumberAxis values = new NumberAxis();
        values.setForceZeroInRange(false);
        LineChart<Number, Number> chart = TimeCharts.empty(first, last, "HH:mm:ss", values, 140);
        chart.setAccessibleText(series.name() + " over time, now " + format.format(series.last()));
        XYChart.Series<Number, Number> points = new XYChart.Series<>();
        series.points().forEach(point -> points.getData().add(new XYChart.Data<>(point.at(), point.value())));
        chart.getData().add(points);
        return new VBox(2, title, chart);
    }
}
