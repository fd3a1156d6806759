package dev.vitrine.console.metric;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricQuery;
import java.util.List;

/**
 * A chart of metrics that share a scale.
 *
 * @param counts a minute without a figure is one in which nothing happened
 */
public record MetricPanel(String title, String unit, boolean counts, List<Line> lines) {
    public MetricPanel {
        lines = List.copyOf(lines);
    }

    /**
     * A line of the chart.
     *
     * @param factor from the metric's unit to the chart's
     */
    public record Line(String name, MetricQuery query, double factor) {
        public Line(String name, Metric metric, String statistic) {
            this(name, new MetricQuery(metric, statistic), 1);
        }
    }

    /** What happened, each minute. */
    public static MetricPanel counts(String title, Line... lines) {
        return new MetricPanel(title, "a minute", true, List.of(lines));
    }

    /** A share of what there is. */
    public static MetricPanel percent(String title, List<Line> lines) {
        return new MetricPanel(title, "%", false, lines);
    }

    /** Median and 99th percentile of a time. */
    public static MetricPanel times(String title, Metric metric, double factor) {
        return new MetricPanel(
                title,
                "ms",
                false,
                List.of(
                        new Line("median", new MetricQuery(metric, "p50"), factor),
                        new Line("99 %", new MetricQuery(metric, "p99"), factor)));
    }
}
