package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.RateBudget;
import dev.vitrine.console.kit.StateFile;
import dev.vitrine.console.metric.MetricCharts;
import dev.vitrine.console.metric.MetricPanel;
import dev.vitrine.console.metric.MetricSubject;
import dev.vitrine.console.session.Session;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.SsoLogin;
import dev.vitrine.console.session.Workspace;
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

    /** Stands for the screen's thread. */
    private final ExecutorService screen = Executors.newSingleThreadExecutor();

    private TestCloud cloud;
    private Cloud connection;
    private SessionViewModel session;
    private MetricCharts charts;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        cloud = new TestCloud(folder);
        RateBudget budget = new RateBudget(() -> false);
        Session chosen = CloudConfig.session(CloudSettings.OF_ENVIRONMENT, Map.of());
        connection = new Cloud(chosen, Map.of(), budget, Clock.systemUTC());
        Workspace workspace = new Workspace(
                chosen, connection, budget, StateFile.open(folder.resolve("state.json")), screen, Clock.systemUTC());
        session = new SessionViewModel(workspace, new SsoLogin("aws"));
        charts = new MetricCharts(workspace, session, () -> {});
    }

    @AfterAll
    void stop() {
        charts.close();
        session.close();
        connection.close();
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
