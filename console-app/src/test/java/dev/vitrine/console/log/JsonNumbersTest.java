package dev.vitrine.console.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.console.log.JsonNumbers.Point;
import dev.vitrine.console.log.JsonNumbers.Series;
import dev.vitrine.console.log.tail.Line;
import dev.vitrine.console.log.tail.LogLevel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonNumbersTest {
    private static Line line(int second, String text) {
        return new Line(second, 1_000L * second, "batch/1", LogLevel.NONE, text);
    }

    @Test
    void numbers_of_json_objects_are_told_over_the_time_of_their_lines() {
        List<Series> series = JsonNumbers.of(List.of(
                line(1, "starting"),
                line(2, "{\"time\": 5, \"loss\": 0.5, \"stage\": \"fit\", \"test\": {\"accuracy\": 0.8}}"),
                line(3, "{\"time\": 6, \"loss\": 0.25, \"test\": {\"accuracy\": 0.9}, \"rows\": 7}"),
                line(4, "{broken")));

        assertThat(series)
                .containsExactly(
                        new Series("loss", List.of(new Point(2_000, 0.5), new Point(3_000, 0.25)), 0.25),
                        new Series("test.accuracy", List.of(new Point(2_000, 0.8), new Point(3_000, 0.9)), 0.9));
    }

    @Test
    void of_many_points_each_stands_for_its_neighbours() {
        List<Series> series = JsonNumbers.of(IntStream.range(0, 3_000)
                .mapToObj(i -> line(i, "{\"step\": " + i + "}"))
                .toList());

        assertThat(series.getFirst().points()).hasSize(JsonNumbers.MOST_POINTS);
        assertThat(series.getFirst().points().getFirst()).isEqualTo(new Point(9_000, 4.5));
        assertThat(series.getFirst().last()).isEqualTo(2_999);
    }

    @Test
    void lines_without_numbers_have_no_series() {
        assertThat(JsonNumbers.of(List.of(line(1, "plain"), line(2, "{\"loss\": \"0.5\"}"))))
                .isEmpty();
    }
}
