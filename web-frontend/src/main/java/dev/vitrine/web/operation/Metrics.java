package dev.vitrine.web.operation;

import dev.vitrine.web.event.JobFeed;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code GET /metrics}: this process in the text format of Prometheus. */
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

    public Metrics(JobFeed feed) {
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
    }

    /** Counts an answered request under the pattern of its route. */
    void count(String method, String route, int status, double millis) {
        requests.labelValues(METHODS.contains(method) ? method : "other", route, Integer.toString(status))
                .inc();
        seconds.labelValues(route).observe(millis / 1000);
    }

    public void write(Context ctx) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        ctx.contentType(writer.getContentType()).result(text.toString(StandardCharsets.UTF_8));
    }
}
