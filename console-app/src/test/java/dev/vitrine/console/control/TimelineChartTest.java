package dev.vitrine.console.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.console.kit.Inspection;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.chart.LineChart;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class TimelineChartTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Inspection.Line line(String name, int... minutes) {
        return new Inspection.Line(
                name,
                IntStream.of(minutes)
                        .mapToObj(minute -> new MetricPoint(NOON.plusSeconds(60L * minute), minute))
                        .toList());
    }

    @Test
    void a_line_keeps_its_colour_beyond_a_gap() throws Exception {
        FxToolkit.registerPrimaryStage();
        Inspection.Timeline timeline = new Inspection.Timeline(
                "CPU",
                "%",
                NOON,
                NOON.plusSeconds(900),
                List.of(line("average", 1, 2, 10, 11), line("most of one task", 1, 2, 10, 11)));

        VBox box = (VBox)
                WaitForAsyncUtils.asyncFx(() -> TimelineChart.of(timeline)).get(60, TimeUnit.SECONDS);

        LineChart<?, ?> chart = (LineChart<?, ?>) box.getChildren().getLast();
        assertThat(chart.getData()).hasSize(4).allSatisfy(series -> assertThat(
                        series.getNode().getStyleClass())
                .containsExactly(
                        "chart-series-line", series.getName().equals("average") ? "default-color0" : "default-color1"));
    }
}
