package dev.vitrine.localcloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.004, 1, 250, 7e12})
    void a_percentile_is_within_half_a_percent_at_every_size(double unit) {
        Samples samples = of(IntStream.rangeClosed(1, 1000).mapToDouble(it -> it * unit));

        assertThat(samples.percentile(50).orElseThrow()).isCloseTo(500 * unit, Percentage.withPercentage(0.5));
        assertThat(samples.percentile(99).orElseThrow()).isCloseTo(990 * unit, Percentage.withPercentage(0.5));
        assertThat(samples.percentile(0)).hasValue(unit);
        assertThat(samples.percentile(100)).hasValue(1000 * unit);
    }

    @Test
    void zeros_and_negative_values_have_their_place() {
        Samples samples = of(DoubleStream.of(-8, -2, 0, 0, 4));

        assertThat(samples.percentile(20).orElseThrow()).isCloseTo(-8, within(0.04));
        assertThat(samples.percentile(40).orElseThrow()).isCloseTo(-2, within(0.01));
        assertThat(samples.percentile(60)).hasValue(0);
        assertThat(samples.percentile(100)).hasValue(4);
        assertThat(samples.average()).isEqualTo(-1.2);
    }

    @Test
    void values_of_several_minutes_are_one_set_of_values() {
        Samples both = of(DoubleStream.of(1, 2, 3));
        both.add(of(DoubleStream.of(100)));

        assertThat(both.count()).isEqualTo(4);
        assertThat(both.sum()).isEqualTo(106);
        assertThat(both.minimum()).isEqualTo(1);
        assertThat(both.maximum()).isEqualTo(100);
        assertThat(both.percentile(99)).hasValue(100);
    }

    @Test
    void what_is_stored_is_the_same_when_it_is_read() {
        Samples samples = of(DoubleStream.of(1, 20, 300));

        assertThat(Samples.of(samples.kept()).kept()).isEqualTo(samples.kept());
    }

    @Test
    void there_are_no_percentiles_of_values_that_only_a_summary_is_known_of() {
        Samples samples = of(DoubleStream.of(1));
        samples.addWithoutSpread(3, 30, 5, 15);

        assertThat(samples.average()).isEqualTo(7.75);
        assertThat(samples.percentile(50)).isEqualTo(OptionalDouble.empty());
    }

    private static Samples of(DoubleStream values) {
        Samples samples = new Samples();
        values.forEach(value -> samples.add(value, 1));
        return samples;
    }
}
