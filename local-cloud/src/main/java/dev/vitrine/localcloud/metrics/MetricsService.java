package dev.vitrine.localcloud.metrics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.QueryForm;
import dev.vitrine.localcloud.http.QueryService;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CloudWatch's metrics: what it answers to, action by action. There are neither alarms nor metric math. */
public final class MetricsService implements QueryService {
    private static final Logger log = LoggerFactory.getLogger(MetricsService.class);
    private static final int TIDY_SECONDS = 10;

    private final StateFile state;
    private final MetricStore store;
    private final DataQueries queries;
    private final StatisticsQuery statistics;
    private final MetricList list;
    private final NewData newData;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("metrics").factory());

    /** @param folder for the state, this service's alone */
    public MetricsService(Path folder, Clock clock) {
        state = StateFile.open(folder.resolve("metrics.mv"));
        store = new MetricStore(state, clock);
        queries = new DataQueries(store);
        statistics = new StatisticsQuery(store);
        list = new MetricList(store);
        newData = new NewData(store, clock);
        var _ = timer.scheduleWithFixedDelay(this::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
    }

    /** Where the other services write what they measure. */
    public MetricSink sink() {
        return store;
    }

    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public String version() {
        return "2010-08-01";
    }

    @Override
    public String xmlNamespace() {
        return "http://monitoring.amazonaws.com/doc/2010-08-01/";
    }

    @Override
    public ObjectNode call(String action, Map<String, String> parameters) {
        ObjectNode input = QueryForm.tree(parameters);
        return switch (action) {
            case "GetMetricData" -> queries.answer(input);
            case "GetMetricStatistics" -> statistics.answer(input);
            case "ListMetrics" -> list.answer(input);
            case "PutMetricData" -> newData.put(input);
            default ->
                throw AwsException.badRequest(
                        "InvalidAction", "Could not find operation " + action + " for version " + version());
        };
    }

    private void tidy() {
        try {
            store.tidy();
        } catch (RuntimeException e) {
            log.error("Metrics could not be stored; they stay in memory.", e);
        }
    }

    @Override
    public void close() {
        timer.close();
        store.saveAll();
        state.close();
    }
}
