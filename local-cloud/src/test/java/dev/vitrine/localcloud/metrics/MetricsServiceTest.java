package dev.vitrine.localcloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What a client writes and reads; the SDK is the judge. */
class MetricsServiceTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final CloudWatchClient metrics = cloud.client(CloudWatchClient.builder());
    private final String namespace = "Test/" + UUID.randomUUID();
    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private final Dimension whose = dimension("Prototype", "banknote");

    @Test
    void values_are_summed_up_by_periods() {
        put(
                datum(hour.minusSeconds(600), it -> it.value(2.0)),
                datum(hour.minusSeconds(590), it -> it.value(4.0)),
                datum(hour.minusSeconds(300), it -> it.values(List.of(10.0, 20.0))
                        .counts(List.of(3.0, 1.0))));

        List<MetricDataResult> results = metrics.getMetricData(data(
                                query("sums", "Sum", 60),
                                query("average", "Average", 600),
                                query("median", "p50", 600),
                                query("nothing", "Sum", 60, "NoSuchMetric"))
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .build())
                .metricDataResults();

        assertThat(results.get(0).timestamps()).containsExactly(hour.minusSeconds(600), hour.minusSeconds(300));
        assertThat(results.get(0).values()).containsExactly(6.0, 50.0);
        assertThat(results.get(1).timestamps()).containsExactly(hour.minusSeconds(600));
        assertThat(results.get(1).values()).containsExactly(56.0 / 6);
        assertThat(results.get(2).values()).singleElement().satisfies(it -> assertThat(it)
                .isBetween(9.9, 10.1));
        assertThat(results.get(3).values()).isEmpty();
        assertThat(results.get(3).statusCodeAsString()).isEqualTo("Complete");
    }

    @Test
    void statistics_and_percentiles_are_told_with_their_unit() {
        put(datum(hour.minusSeconds(60), it -> it.value(3.0).unit(StandardUnit.MILLISECONDS)));

        List<Datapoint> points = metrics.getMetricStatistics(r -> r.namespace(namespace)
                        .metricName("Rows")
                        .dimensions(whose)
                        .startTime(hour.minusSeconds(3600))
                        .endTime(hour)
                        .period(60)
                        .statistics(Statistic.SUM, Statistic.SAMPLE_COUNT))
                .datapoints();
        List<Datapoint> percentiles = metrics.getMetricStatistics(r -> r.namespace(namespace)
                        .metricName("Rows")
                        .dimensions(whose)
                        .startTime(hour.minusSeconds(3600))
                        .endTime(hour)
                        .period(3600)
                        .extendedStatistics("p50", "p99.9"))
                .datapoints();

        assertThat(points).hasSize(1);
        assertThat(points.getFirst().sum()).isEqualTo(3);
        assertThat(points.getFirst().sampleCount()).isEqualTo(1);
        assertThat(points.getFirst().unit()).isEqualTo(StandardUnit.MILLISECONDS);
        assertThat(percentiles.getFirst().extendedStatistics())
                .containsOnly(Map.entry("p50", 3.0), Map.entry("p99.9", 3.0));
    }

    @Test
    void metrics_are_listed_by_page_and_by_dimension() {
        put(IntStream.range(0, 501)
                .mapToObj(i -> MetricDatum.builder()
                        .metricName("M" + i)
                        .value(1.0)
                        .dimensions(dimension("Half", i % 2 == 0 ? "even" : "odd"))
                        .build())
                .toArray(MetricDatum[]::new));

        assertThat(metrics.listMetricsPaginator(r -> r.namespace(namespace)).metrics())
                .hasSize(501);
        assertThat(metrics.listMetrics(r -> r.namespace(namespace)
                                .dimensions(DimensionFilter.builder()
                                        .name("Half")
                                        .value("odd")
                                        .build()))
                        .metrics())
                .hasSize(250);
        assertThat(metrics.listMetrics(r -> r.namespace(namespace)
                                .dimensions(
                                        DimensionFilter.builder().name("Whole").build()))
                        .metrics())
                .isEmpty();
    }

    @Test
    void an_answer_that_is_too_long_goes_on_at_its_token() {
        put(datum(hour.minusSeconds(60), it -> it.value(1.0)), datum(hour.minusSeconds(120), it -> it.value(1.0)));
        GetMetricDataRequest request = data(query("a", "Sum", 60), query("b", "Sum", 60))
                .maxDatapoints(1)
                .build();

        List<GetMetricDataResponse> pages =
                metrics.getMetricDataPaginator(request).stream().toList();

        assertThat(pages).hasSize(2).allSatisfy(page -> assertThat(page.metricDataResults())
                .hasSize(1));
    }

    @Test
    void requests_that_are_not_right_are_refused_in_words() {
        assertThatThrownBy(() ->
                        metrics.getMetricData(data(query("Upper", "Sum", 60)).build()))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("pattern");
        assertThatThrownBy(() -> metrics.getMetricData(
                        data(query("a", "Sum", 60), query("a", "Sum", 60)).build()))
                .hasMessageContaining("not unique");
        assertThatThrownBy(
                        () -> metrics.getMetricData(data(query("a", "Mode", 60)).build()))
                .hasMessageContaining("Mode");
        assertThatThrownBy(
                        () -> metrics.getMetricData(data(query("a", "Sum", 90)).build()))
                .hasMessageContaining("multiple of 60");
        assertThatThrownBy(() -> metrics.getMetricData(data(query("a", "Sum", 60))
                        .endTime(hour.minusSeconds(9000))
                        .build()))
                .hasMessageContaining("StartTime must be less");
        assertThatThrownBy(() -> metrics.getMetricData(data(MetricDataQuery.builder()
                                .id("a")
                                .expression("b / 2")
                                .build())
                        .build()))
                .hasMessageContaining("metric math");
        assertThatThrownBy(() -> metrics.getMetricStatistics(r -> r.namespace(namespace)
                        .metricName("Rows")
                        .startTime(hour.minus(Duration.ofDays(2)))
                        .endTime(hour)
                        .period(60)
                        .statistics(Statistic.SUM)))
                .hasMessageContaining("1440");
        assertThatThrownBy(() -> metrics.putMetricData(
                        r -> r.namespace("AWS/Lambda").metricData(datum(hour, it -> it.value(1.0)))))
                .hasMessageContaining("AWS/");
        assertThatThrownBy(() -> put(datum(hour.minus(Duration.ofDays(20)), it -> it.value(1.0))))
                .hasMessageContaining("two weeks");
        assertThatThrownBy(() -> put(datum(hour, it -> {}))).hasMessageContaining("Exactly one");
        assertThatThrownBy(() -> metrics.describeAlarms()).hasMessageContaining("DescribeAlarms");
    }

    @Test
    void a_restart_keeps_three_hours_of_minutes_and_two_months_of_hours(@TempDir Path folder) {
        Metric metric = new Metric("AWS/Lambda", "Invocations", Map.of("FunctionName", "vitrine-banknote"));
        Metric task = new Metric("ECS/ContainerInsights", "TaskCpuUtilization", Map.of("TaskId", "a"));
        Instant noon = Instant.parse("2026-01-01T12:00:30Z");
        Instant evening = noon.plus(Duration.ofHours(9));
        try (MetricsService service = new MetricsService(folder, at(noon))) {
            service.sink().record(metric, MetricUnit.COUNT, 7);
            service.sink().record(task, MetricUnit.PERCENT, 50);
        }
        try (MetricsService service = new MetricsService(folder, at(noon.plusSeconds(600)))) {
            service.sink().record(metric, MetricUnit.COUNT, 2);
        }

        try (MetricsService service = new MetricsService(folder, at(noon.plus(Duration.ofHours(2))))) {
            assertThat(sums(service, noon, 60)).isEqualTo("[2.0,7.0]");
            assertThat(sums(service, noon, 3_600)).isEqualTo("[9.0]");
        }
        try (MetricsService service = new MetricsService(folder, at(evening))) {
            assertThat(sums(service, noon, 60)).isEqualTo("[]");
            assertThat(sums(service, noon, 3_600)).isEqualTo("[9.0]");
            assertThat(service.call("ListMetrics", Map.of()).path("Metrics")).hasSize(1);
            service.sink().record(metric, MetricUnit.COUNT, 1);
            assertThat(sums(service, noon, 86_400)).isEqualTo("[10.0]");
        }
        try (MetricsService service = new MetricsService(folder, at(noon.plus(Duration.ofDays(40))))) {
            assertThat(sums(service, noon, 86_400)).isEqualTo("[10.0]");
            assertThat(service.call("ListMetrics", Map.of()).path("Metrics")).isEmpty();
        }
        try (MetricsService service = new MetricsService(folder, at(noon.plus(Duration.ofDays(64))))) {
            assertThat(sums(service, noon, 86_400)).isEqualTo("[]");
        }
    }

    private static String sums(MetricsService service, Instant from, int period) {
        return service.call(
                        "GetMetricData",
                        Map.of(
                                "StartTime", from.toString(),
                                "EndTime", from.plus(Duration.ofHours(11)).toString(),
                                "MetricDataQueries.member.1.Id", "a",
                                "MetricDataQueries.member.1.MetricStat.Stat", "Sum",
                                "MetricDataQueries.member.1.MetricStat.Period", String.valueOf(period),
                                "MetricDataQueries.member.1.MetricStat.Metric.Namespace", "AWS/Lambda",
                                "MetricDataQueries.member.1.MetricStat.Metric.MetricName", "Invocations",
                                "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name", "FunctionName",
                                "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value",
                                        "vitrine-banknote"))
                .path("MetricDataResults")
                .path(0)
                .path("Values")
                .toString();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private void put(MetricDatum... data) {
        metrics.putMetricData(r -> r.namespace(namespace).metricData(data));
    }

    private MetricDatum datum(Instant time, Consumer<MetricDatum.Builder> more) {
        return MetricDatum.builder()
                .metricName("Rows")
                .dimensions(whose)
                .timestamp(time)
                .applyMutation(more)
                .build();
    }

    private GetMetricDataRequest.Builder data(MetricDataQuery... queries) {
        return GetMetricDataRequest.builder()
                .startTime(hour.minusSeconds(3600))
                .endTime(hour.plusSeconds(3600))
                .metricDataQueries(queries);
    }

    private MetricDataQuery query(String id, String statistic, int period) {
        return query(id, statistic, period, "Rows");
    }

    private MetricDataQuery query(String id, String statistic, int period, String name) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(s -> s.stat(statistic)
                        .period(period)
                        .metric(m -> m.namespace(namespace).metricName(name).dimensions(whose)))
                .build();
    }
}
