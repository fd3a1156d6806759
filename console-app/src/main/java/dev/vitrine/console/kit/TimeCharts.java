package dev.vitrine.console.kit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.util.StringConverter;

/** Charts of numbers over time: plain lines that stand still. */
public final class TimeCharts {
    private static final int TICKS = 3;

    private TimeCharts() {}

    /**
     * A chart without lines.
     *
     * @param from begin of the span, in milliseconds of the epoch
     * @param clock pattern of a time below the chart, such as {@code HH:mm}
     * @param height in pixels
     */
    public static LineChart<Number, Number> empty(long from, long to, String clock, NumberAxis values, double height) {
        values.setMinorTickVisible(false);
        LineChart<Number, Number> chart = new LineChart<>(times(from, to, clock), values);
        chart.setAnimated(false);
        chart.setCreateSymbols(false);
        chart.setLegendVisible(false);
        chart.setPrefHeight(height);
        chart.setMinHeight(height);
        return chart;
    }

    private static NumberAxis times(long from, long to, String pattern) {
        DateTimeFormatter clock =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
        NumberAxis axis = new NumberAxis((double) from, (double) to, Math.max(1.0, (double) (to - from) / TICKS));
        axis.setMinorTickVisible(false);
        axis.setTickLabelFormatter(new StringConverter<>() {
            @Override
            public String toString(Number millis) {
                return clock.format(Instant.ofEpochMilli(millis.longValue()));
            }

            @Override
            public Number fromString(String text) {
                throw new UnsupportedOperationException("nobody types times into an axis");
            }
        });
        return axis;
    }
}
