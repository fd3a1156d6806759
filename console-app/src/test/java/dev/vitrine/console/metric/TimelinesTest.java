package dev.vitrine.console.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.metric.MetricPanel.Line;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelinesTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Metric CALLS = new Metric("AWS/Lambda", "Invocations", Map.of("FunctionName", "f"));

    private static final MetricPanel COUNTED =
            MetricPanel.counts("Calls", new Line("calls", CALLS, "Sum"), new Line("errors", CALLS, "Sum"));
    private static final MetricPanel TIMED = MetricPanel.times("Time", CALLS.named("Duration"), 1_000);

    @Test
    void a_minute_in_which_nothing_was_counted_is_zero_but_for_the_newest() {
        List<Inspection.Part> charts = of(List.of(COUNTED), List.of(List.of(at(4, 7)), List.of()));

        assertThat(lines(charts.getFirst())).extracting(Inspection.Line::name).containsExactly("calls", "errors");
        assertThat(lines(charts.getFirst()).getFirst().points())
                .containsExactly(at(0, 0), at(1, 0), at(2, 0), at(3, 0), at(4, 7), at(5, 0), at(6, 0), at(7, 0));
        assertThat(lines(charts.getFirst()).getLast().points()).hasSize(8).allSatisfy(point -> assertThat(point.value())
                .isZero());
    }

    @Test
    void up_to_the_newest_figure_there_are_zeros_too() {
        List<Inspection.Part> charts = of(List.of(COUNTED), List.of(List.of(at(9, 7)), List.of()));

        assertThat(lines(charts.getFirst()).getFirst().points())
                .hasSize(10)
                .startsWith(at(0, 0))
                .endsWith(at(8, 0), at(9, 7));
        assertThat(lines(charts.getFirst()).getLast().points()).endsWith(at(9, 0));
    }

    @Test
    void a_minute_without_a_time_stays_a_gap_and_times_are_in_the_unit_of_the_chart() {
        List<Inspection.Part> charts =
                of(List.of(TIMED), List.of(List.of(at(1, 0.25), at(5, 0.5)), List.of(at(1, 1), at(5, 2))));

        assertThat(lines(charts.getFirst()).getFirst().points()).containsExactly(at(1, 250), at(5, 500));
    }

    @Test
    void without_any_figure_there_is_no_chart() {
        List<List<MetricPoint>> nothing = List.of(List.of(), List.of(), List.of(), List.of());

        assertThat(of(List.of(COUNTED, TIMED), nothing)).isEmpty();
        assertThat(of(List.of(COUNTED, TIMED), List.of(List.of(at(1, 1)), List.of(), List.of(), List.of())))
                .extracting(Inspection.Part::heading)
                .containsExactly("Calls");
    }

    private static List<Inspection.Part> of(List<MetricPanel> panels, List<List<MetricPoint>> figures) {
        return Timelines.of(panels, figures, NOON, NOON.plusSeconds(600));
    }

    private static List<Inspection.Line> lines(Inspection.Part chart) {
        return ((Inspection.Timeline) chart).lines();
    }

    private static MetricPoint at(int minute, double value) {
        return new MetricPoint(NOON.plusSeconds(60L * minute), value);
    }
}
