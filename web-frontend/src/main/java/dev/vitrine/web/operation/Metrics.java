package dev.vitrine.web.operation;

import dev.vitrine.common.job.Backlog;
import dev.vitrine.common.job.Backlog.OpenWork;
import dev.vitrine.common.store.StoreUnavailableException;
import dev.vitrine.web.event.JobFeed;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET /metrics}: this process in the text format of Prometheus. Labels are methods, patterns of addresses, statuses
 * and names of prototypes, of which there are few; never a person, an id or a path.
 */
public final class Metrics {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final Counter requests = Counter.builder()
            .name("vitrine_http_requests_total")
            .help("Requests answered, by method, route and status")
            .labelNames("method", "route", "status")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("vitrine_http_request_seconds")
            .help("Time to answer, by route")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
            .register(registry);
    private final Counter predictions = Counter.builder()
            .name("vitrine_predictions_total")
            .help("Calls of the function, by prototype and what became of them")
            .labelNames("prototype", "outcome")
            .register(registry);
    private final Counter rows = Counter.builder()
            .name("vitrine_prediction_rows_total")
            .help("Rows of answered calls, by prototype and whether they were answered or rejected")
            .labelNames("prototype", "outcome")
            .register(registry);
    private final Histogram predictionSeconds = Histogram.builder()
            .name("vitrine_prediction_seconds")
            .help("Time of a call of the function, by prototype")
            .labelNames("prototype")
            .classicOnly()
            .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
            .register(registry);
    private final Counter limited = Counter.builder()
            .name("vitrine_requests_limited_total")
            .help("Requests refused since there were too many")
            .register(registry);

    public Metrics(JobFeed feed, Backlog backlog) {
        JvmMetrics.builder().register(registry);
        GaugeWithCallback.builder()
                .name("vitrine_event_streams")
                .help("Open event streams")
                .callback(gauge -> gauge.call(feed.listeners()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("vitrine_heap_used_bytes")
                .help("Heap in use")
                .callback(gauge -> gauge.call((double) (Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("vitrine_open_jobs")
                .help("Jobs that are not done, by prototype; the same at every replica; absent while the table is away")
                .labelNames("prototype")
                .callback(gauge -> openJobs(backlog).forEach((prototype, jobs) -> gauge.call(jobs.size(), prototype)))
                .register(registry);
    }

    private static Map<String, List<OpenWork>> openJobs(Backlog backlog) {
        try {
            return backlog.openWork().stream()
                    .collect(Collectors.groupingBy(work -> work.job().prototype()));
        } catch (StoreUnavailableException e) {
            return Map.of();
        }
    }

    /** Counts an answered request under the pattern of its route. */
    void count(String method, String route, int status, double millis) {
        requests.labelValues(METHODS.contains(method) ? method : "other", route, Integer.toString(status))
                .inc();
        seconds.labelValues(route).observe(millis / 1000);
    }

    void prediction(String prototype, String outcome, double secondsTaken) {
        predictions.labelValues(prototype, outcome).inc();
        predictionSeconds.labelValues(prototype).observe(secondsTaken);
    }

    void rows(String prototype, long answered, long rejected) {
        rows.labelValues(prototype, "answered").inc(answered);
        rows.labelValues(prototype, "rejected").inc(rejected);
    }

    /** Counts a request that was refused since there were too many. */
    public void limited() {
        limited.inc();
    }

    public void write(Context ctx) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        ctx.contentType(writer.getContentType()).result(text.toString(StandardCharsets.UTF_8));
    }
}
