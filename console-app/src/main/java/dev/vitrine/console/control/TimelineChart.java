package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.TimeCharts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Lines over time, with a gap where minutes are missing, a dot for a minute alone, and the newest figures in words. */
final class TimelineChart {
    private static final long GAP = Duration.ofSeconds(90).toMillis();
    private static final int COLOURS = 8;

    private TimelineChart() {}

    static Node of(Inspection.Timeline timeline) {
        LineChart<Number, Number> chart = TimeCharts.empty(
                timeline.from().toEpochMilli(), timeline.to().toEpochMilli(), "HH:mm", values(timeline), 120);
        FlowPane legend = new FlowPane(12, 2);
        StringBuilder words = new StringBuilder(timeline.heading());
        Map<XYChart.Series<Number, Number>, String> colours = new LinkedHashMap<>();
        for (int i = 0; i < timeline.lines().size(); i++) {
            Inspection.Line line = timeline.lines().get(i);
            for (XYChart.Series<Number, Number> run : draw(chart, line)) {
                colours.put(run, "default-color" + i % COLOURS);
            }
            Label entry = legend(line, timeline.unit(), i % COLOURS);
            legend.getChildren().add(entry);
            words.append(", ").append(entry.getText());
        }
        colours.forEach(TimelineChart::colour);
        chart.setAccessibleText(words.toString());
        VBox box = new VBox(2, legend, chart);
        box.getStyleClass().add("timeline");
        return box;
    }

    private static NumberAxis values(Inspection.Timeline timeline) {
        boolean flat = timeline.lines().stream()
                .flatMap(line -> line.points().stream())
                .allMatch(point -> point.value() == 0);
        return flat ? new NumberAxis(0, 1, 1) : new NumberAxis();
    }

    private static Label legend(Inspection.Line line, String unit, int colour) {
        String now = line.points().isEmpty()
                ? "nothing"
                : figure(line.points().getLast().value()) + " " + unit;
        Label label = new Label(line.name() + "  " + now);
        label.getStyleClass().add(Styles.TEXT_SMALL);
        Region swatch = new Region();
        swatch.getStyleClass().add("swatch");
        swatch.setStyle("-fx-background-color: -color-chart-" + (colour + 1));
        label.setGraphic(swatch);
        label.setAlignment(Pos.CENTER_LEFT);
        return label;
    }

    static String figure(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ENGLISH, size >= 100 || size == Math.rint(size) ? "%,.0f" : "%.2g", value);
    }

    /** Each run of minutes without a gap is a series of its own. */
    private static List<XYChart.Series<Number, Number>> draw(LineChart<Number, Number> chart, Inspection.Line line) {
        List<XYChart.Series<Number, Number>> drawn = new ArrayList<>();
        for (List<MetricPoint> run : runs(line.points())) {
            XYChart.Series<Number, Number> series = new XYChart.Series<>();
            series.setName(line.name());
            for (MetricPoint point : run) {
                XYChart.Data<Number, Number> data =
                        new XYChart.Data<>(point.at().toEpochMilli(), point.value());
                if (run.size() == 1) {
                    data.setNode(new Region());
                }
                series.getData().add(data);
            }
            chart.getData().add(series);
            drawn.add(series);
        }
        return drawn;
    }

    /** In the line's colour. The chart colours all that it has whenever a series is added: this comes after the last. */
    private static void colour(XYChart.Series<Number, Number> series, String colour) {
        series.getNode().getStyleClass().setAll("chart-series-line", colour);
        series.getData().stream()
                .map(XYChart.Data::getNode)
                .filter(node -> node != null)
                .forEach(node -> node.getStyleClass().setAll("chart-line-symbol", colour));
    }

    private static List<List<MetricPoint>> runs(List<MetricPoint> points) {
        List<List<MetricPoint>> runs = new ArrayList<>();
        MetricPoint before = null;
        for (MetricPoint point : points) {
            if (before == null || Duration.between(before.at(), point.at()).toMillis() > GAP) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(point);
            before = point;
        }
        return runs;
    }
}
