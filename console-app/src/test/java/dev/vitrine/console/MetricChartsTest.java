package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.metric.MetricCharts;
import dev.vitrine.console.metric.MetricPanel;
import dev.vitrine.console.metric.MetricSubject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/** Metrics of what is chosen, without a screen, read from a real local cloud. */
@TestInstance(Lifecycle.PER_CLASS)
class MetricChartsTest {
    private static final String NAMESPACE = "Test/Charts";
    private static final String NOT_KEPT =
            "Charts are read when somebody looks; they are not kept with the last state\\.";

    /** Stands for the screen's thread. */
    private final ExecutorService screen = Executors.newSingleThreadExecutor();

    private TestCloud cloud;
    private TestDesk desk;
    private MetricCharts charts;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        cloud = new TestCloud(folder);
        desk = new TestDesk(folder.resolve("console"), CloudSettings.OF_ENVIRONMENT, screen, Clock.systemUTC());
        charts = new MetricCharts(desk.workspace(), desk.session(), () -> {});
    }

    @AfterAll
    void stop() {
        charts.close();
        desk.close();
        cloud.close();
        screen.close();
    }

    @Test
    void what_is_chosen_is_read_and_drawn_for_the_range_that_is_chosen() throws Exception {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(240);
        CloudWatchClient metrics = cloud.clients().client(CloudWatchClient.builder());
        metrics.putMetricData(request -> request.namespace(NAMESPACE)
                .metricData(MetricDatum.builder()
                        .metricName("Rows")
                        .dimensions(
                                Dimension.builder().name("Whose").value("one").build())
                        .timestamp(minute)
                        .values(2.0, 3.0)
                        .build()));
        onScreen(() -> {
            charts.shown(true);
            charts.want(Optional.of(subject("one")));
            return true;
        });

        Inspection.Timeline timeline = awaitPart(Inspection.Timeline.class, chart -> true);
        assertThat(timeline.heading()).isEqualTo("Rows");
        assertThat(timeline.lines().getFirst().points()).contains(new MetricPoint(minute, 5));
        assertThat(Duration.between(timeline.from(), timeline.to())).hasMinutes(15);

        onScreen(() -> {
            choice().choose().accept("3 h");
            return true;
        });
        assertThat(onScreen(this::choice).chosen()).isEqualTo("3 h");
        Inspection.Timeline longer = awaitPart(
                Inspection.Timeline.class,
                chart -> Duration.between(chart.from(), chart.to()).toHours() == 3);
        assertThat(longer.lines().getFirst().points()).contains(new MetricPoint(minute, 5));

        onScreen(() -> {
            charts.want(Optional.of(subject("two")));
            return true;
        });
        awaitPart(Inspection.Remark.class, remark -> remark.text().equals("Look elsewhere.") && !remark.bad());

        cloud.faults("[{\"service\": \"monitoring\", \"kind\": \"error\", \"status\": 403,"
                + " \"code\": \"AccessDenied\"}]");
        onScreen(() -> {
            charts.want(Optional.of(subject("one")));
            return true;
        });
        awaitPart(
                Inspection.Remark.class, remark -> remark.bad() && remark.text().contains("cannot read metrics"));
        cloud.faults("");

        onScreen(() -> {
            charts.want(Optional.empty());
            return true;
        });
        assertThat(onScreen(charts::parts)).isEmpty();
    }

    @Test
    void where_nobody_is_signed_in_or_no_cloud_answers_it_is_said_that_charts_are_not_kept(@TempDir Path folder)
            throws Exception {
        try (TestDesk other = new TestDesk(folder, CloudSettings.OF_ENVIRONMENT, screen, Clock.systemUTC());
                MetricCharts unread = new MetricCharts(other.workspace(), other.session(), () -> {})) {
            cloud.faults("""
                    [{"service": "sts", "kind": "error", "status": 403, "code": "ExpiredTokenException"},
                     {"service": "monitoring", "kind": "error", "status": 403, "code": "ExpiredTokenException"}]""");
            onScreen(() -> {
                unread.shown(true);
                unread.want(Optional.of(subject("nobody")));
                other.session().start();
                return true;
            });
            awaitLine(unread, "Nobody is signed in\\. " + NOT_KEPT);

            cloud.faults("""
                    [{"service": "sts", "kind": "drop"}, {"service": "monitoring", "kind": "drop"}]""");
            awaitLine(unread, "No answer since [0-9:]+\\. " + NOT_KEPT);

            cloud.faults("");
            awaitLine(unread, "Look elsewhere\\.");
        }
    }

    /** Waits until this is the one sentence that stands where charts would. */
    private void awaitLine(MetricCharts of, String pattern) {
        await(pattern).atMost(TestConsole.PATIENCE).until(() -> onScreen(of::parts).stream()
                .filter(Inspection.Remark.class::isInstance)
                .map(part -> ((Inspection.Remark) part).text())
                .toList()
                .toString()
                .matches("\\[" + pattern + "]"));
    }

    private static MetricSubject subject(String whose) {
        Metric rows = new Metric(NAMESPACE, "Rows", Map.of("Whose", whose));
        return new MetricSubject(
                whose,
                Optional.empty(),
                _ -> List.of(MetricPanel.counts("Rows", new MetricPanel.Line("rows", rows, "Sum"))),
                "Look elsewhere.");
    }

    private Inspection.Choice choice() {
        return (Inspection.Choice) charts.parts().getFirst();
    }

    private <T extends Inspection.Part> T awaitPart(Class<T> kind, Predicate<T> wanted) {
        return await().atMost(TestConsole.PATIENCE)
                .until(
                        () -> onScreen(charts::parts).stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .filter(wanted)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private <T> T onScreen(Callable<T> work) throws Exception {
        return screen.submit(work).get();
    }
}
