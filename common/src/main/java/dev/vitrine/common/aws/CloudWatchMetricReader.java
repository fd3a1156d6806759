package dev.vitrine.common.aws;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.common.metric.MetricQuery;
import dev.vitrine.common.metric.MetricReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** {@link MetricReader} on CloudWatch. */
public final class CloudWatchMetricReader implements MetricReader {
    private static final int MOST_QUERIES = 500;

    private final CloudWatchClient cloudWatch;

    public CloudWatchMetricReader(CloudWatchClient cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    @Override
    public List<List<MetricPoint>> read(List<MetricQuery> queries, Duration period, Instant from, Instant to) {
        List<List<MetricPoint>> points = new ArrayList<>(queries.size());
        for (int i = 0; i < queries.size(); i += MOST_QUERIES) {
            List<MetricQuery> some = queries.subList(i, Math.min(i + MOST_QUERIES, queries.size()));
            points.addAll(CloudProblems.call("read metrics", () -> page(some, period, from, to)));
        }
        return points;
    }

    private List<List<MetricPoint>> page(List<MetricQuery> queries, Duration period, Instant from, Instant to) {
        List<MetricDataQuery> asked = IntStream.range(0, queries.size())
                .mapToObj(i -> asked("q" + i, queries.get(i), period))
                .toList();
        Map<String, List<MetricPoint>> found = new HashMap<>();
        cloudWatch
                .getMetricDataPaginator(request -> request.metricDataQueries(asked)
                        .startTime(from.truncatedTo(ChronoUnit.MINUTES))
                        .endTime(to)
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING))
                .metricDataResults()
                .forEach(result -> found.computeIfAbsent(result.id(), _ -> new ArrayList<>())
                        .addAll(points(result)));
        return asked.stream()
                .map(query -> List.copyOf(found.getOrDefault(query.id(), List.of())))
                .toList();
    }

    private static List<MetricPoint> points(MetricDataResult result) {
        return IntStream.range(0, result.values().size())
                .mapToObj(i -> new MetricPoint(
                        result.timestamps().get(i), result.values().get(i)))
                .toList();
    }

    private static MetricDataQuery asked(String id, MetricQuery query, Duration period) {
        Metric metric = query.metric();
        List<Dimension> dimensions = metric.dimensions().entrySet().stream()
                .map(it -> Dimension.builder()
                        .name(it.getKey())
                        .value(it.getValue())
                        .build())
                .toList();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(figure -> figure.stat(query.statistic())
                        .period((int) period.toSeconds())
                        .metric(whose -> whose.namespace(metric.namespace())
                                .metricName(metric.name())
                                .dimensions(dimensions)))
                .build();
    }

    @Override
    public List<Metric> find(String namespace, String name, Map<String, String> dimensions) {
        List<DimensionFilter> filters = dimensions.entrySet().stream()
                .map(it -> DimensionFilter.builder()
                        .name(it.getKey())
                        .value(it.getValue())
                        .build())
                .toList();
        return CloudProblems.call("list the metrics of " + namespace, () -> cloudWatch
                .listMetricsPaginator(
                        request -> request.namespace(namespace).metricName(name).dimensions(filters))
                .metrics()
                .stream()
                .map(metric -> new Metric(metric.namespace(), metric.metricName(), dimensions(metric)))
                .toList());
    }

    private static Map<String, String> dimensions(software.amazon.awssdk.services.cloudwatch.model.Metric metric) {
        Map<String, String> dimensions = new HashMap<>();
        metric.dimensions().forEach(it -> dimensions.put(it.name(), it.value()));
        return dimensions;
    }
}
