package dev.vitrine.console.serve;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Source;
import dev.vitrine.console.metric.MetricCharts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Services and functions of the deployment. */
public final class ServeViewModel extends Feature implements AutoCloseable {
    private static final Poller.Pace CALLS = new Poller.Pace(Duration.ofSeconds(10), Duration.ofMinutes(5));

    private final Desk desk;
    private final ServeActions actions;
    private final Poller<List<FunctionCalls>> calls;
    private final MetricCharts metrics;
    private final LiveRows<ServeRow> rows = new LiveRows<>(
            ServeRow::arn, row -> String.join(" ", row.kind(), row.name(), row.state(), row.image(), row.rollout()));
    private List<LiveRow<ServeRow>> chosen = List.of();

    public ServeViewModel(Desk desk) {
        this.desk = desk;
        this.actions = new ServeActions(desk);
        this.calls =
                desk.resources().poller("calls", FunctionCalls.class, CALLS, this::readCalls, UnaryOperator.identity());
        this.metrics = new MetricCharts(desk.workspace(), desk.session(), () -> choose(chosen));
        desk.resources().services().reading().addListener((property, before, now) -> join());
        desk.resources().functions().reading().addListener((property, before, now) -> join());
        desk.resources().tasks().reading().addListener((property, before, now) -> join());
        calls.reading().addListener((property, before, now) -> join());
        desk.session().readOnlyProperty().addListener((property, before, now) -> choose(chosen));
        join();
    }

    private List<FunctionCalls> readCalls() {
        Instant now = desk.workspace().clock().instant();
        return desk.workspace().cloud().prototypes().list().stream()
                .map(prototype -> new FunctionCalls(
                        "vitrine-" + prototype.name(),
                        CallFigures.of(
                                desk.workspace().cloud().predictions().recent(prototype.name(), CallFigures.MOST),
                                now)))
                .toList();
    }

    public LiveRows<ServeRow> rows() {
        return rows;
    }

    @Override
    public void shown(boolean visible) {
        desk.resources().services().watch(visible);
        desk.resources().functions().watch(visible);
        desk.resources().tasks().watch(visible);
        calls.watch(visible);
        metrics.shown(visible);
    }

    /** The person selected these. */
    public void choose(List<LiveRow<ServeRow>> selected) {
        chosen = List.copyOf(selected);
        List<ServeRow> values = chosen.stream().map(LiveRow::value).toList();
        metrics.want(
                values.size() == 1
                        ? Optional.of(ServeMetrics.of(
                                values.getFirst(), desk.workspace().session().cluster()))
                        : Optional.empty());
        inspect(ServeInspection.of(values, tasks(), metrics.parts()), actions.commands(values));
    }

    private List<ClusterTask> tasks() {
        return desk.resources().tasks().reading().get().value().orElse(List.of());
    }

    private void join() {
        Reading<List<ServiceState>> services =
                desk.resources().services().reading().get();
        Reading<List<FunctionState>> functions =
                desk.resources().functions().reading().get();
        Map<String, CallFigures> figures = calls.reading().get().value().orElse(List.of()).stream()
                .collect(Collectors.toMap(FunctionCalls::function, FunctionCalls::figures));
        List<ServeRow> joined = new ArrayList<>();
        ServiceState.with(services.value().orElse(List.of()), tasks())
                .forEach(service -> joined.add(new ServeRow.ServiceRow(service)));
        functions
                .value()
                .orElse(List.of())
                .forEach(function -> joined.add(
                        new ServeRow.FunctionRow(function, figures.getOrDefault(function.name(), CallFigures.NONE))));
        rows.show(joined);
        status(
                services.value().isEmpty() && functions.value().isEmpty()
                        ? services.isAwaited() ? "Looking for services and functions ..." : ""
                        : counted(services.value().orElse(List.of()).size(), "service")
                                + (services.at().isEmpty() && services.value().isPresent() ? " so far, " : ", ")
                                + counted(functions.value().orElse(List.of()).size(), "function"));
        made(List.of(
                new Source("Services", services),
                new Source("Functions", functions),
                new Source("Tasks", desk.resources().tasks().reading().get()),
                new Source("Calls", calls.reading().get())));
        if (!chosen.isEmpty()) {
            choose(chosen.stream()
                    .filter(row -> rows.find(row.key()).isPresent())
                    .toList());
        }
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    @Override
    public void close() {
        metrics.close();
    }
}
