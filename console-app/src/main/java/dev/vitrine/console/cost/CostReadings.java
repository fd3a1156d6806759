package dev.vitrine.console.cost;

import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Source;
import dev.vitrine.console.session.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What costs beside tasks: read seldom while somebody looks, and kept in the state. */
final class CostReadings {
    private static final Poller.Pace PACE = new Poller.Pace(Duration.ofMinutes(10), Duration.ofHours(6));

    private final Poller<List<FunctionDay>> calls;
    private final Poller<List<HourlyUse>> started;
    private final Poller<List<HourlyUse>> balancers;
    /** Empty until the services are known. */
    private volatile Optional<Set<String>> targetGroups = Optional.empty();

    CostReadings(Desk desk) {
        Workspace workspace = desk.workspace();
        FunctionMeter callMeter = new FunctionMeter(workspace);
        calls = desk.resources()
                .poller("functionDays", FunctionDay.class, PACE, callMeter::read, UnaryOperator.identity());
        callMeter.know(calls.reading().get().value().orElse(List.of()));
        started = hourly(
                desk,
                "keptStarted",
                new HourlyMeter(
                        workspace.clock(),
                        now -> Optional.of(workspace.cloud().functions().keptStarted().stream()
                                .map(each -> HourlyUse.of(each, now))
                                .toList())));
        balancers = hourly(
                desk,
                "loadBalancers",
                new HourlyMeter(
                        workspace.clock(), now -> targetGroups.map(groups -> balancers(workspace, groups, now))));
        look(desk.resources().services().reading().get());
        desk.resources().services().reading().addListener((property, before, now) -> look(now));
    }

    private static Poller<List<HourlyUse>> hourly(Desk desk, String name, HourlyMeter meter) {
        Poller<List<HourlyUse>> poller =
                desk.resources().poller(name, HourlyUse.class, PACE, meter::read, UnaryOperator.identity());
        meter.know(poller.reading().get().value().orElse(List.of()));
        return poller;
    }

    private static List<HourlyUse> balancers(Workspace workspace, Set<String> groups, Instant now) {
        return groups.isEmpty()
                ? List.of()
                : workspace.cloud().loadBalancers().of(groups).stream()
                        .map(each -> HourlyUse.of(each, now))
                        .toList();
    }

    /** Load balancers are found by the services that they stand before. */
    private void look(Reading<List<ServiceState>> services) {
        if (services.at().isEmpty()) {
            return;
        }
        Set<String> groups = new TreeSet<>();
        services.value().orElse(List.of()).forEach(service -> groups.addAll(service.targetGroups()));
        if (targetGroups.filter(groups::equals).isEmpty()) {
            targetGroups = Optional.of(groups);
            balancers.refresh();
        }
    }

    void watch(boolean looks) {
        calls.watch(looks);
        started.watch(looks);
        balancers.watch(looks);
    }

    /** Calls with another reading, on the screen's thread. */
    void onChange(Runnable changed) {
        calls.reading().addListener((property, before, now) -> changed.run());
        started.reading().addListener((property, before, now) -> changed.run());
        balancers.reading().addListener((property, before, now) -> changed.run());
    }

    List<Source> sources() {
        return List.of(
                new Source("Calls of functions", calls.reading().get()),
                new Source("What is kept started", started.reading().get()),
                new Source("Load balancers", balancers.reading().get()));
    }

    List<FunctionDay> calls() {
        return calls.reading().get().value().orElse(List.of());
    }

    /** What is paid by the hour, also what was there and is gone. */
    List<HourlyUse> hourly() {
        return Stream.of(started, balancers)
                .flatMap(poller -> poller.reading().get().value().orElse(List.of()).stream())
                .toList();
    }
}
