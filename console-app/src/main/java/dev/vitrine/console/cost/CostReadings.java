package dev.vitrine.console.cost;

import dev.vitrine.common.operation.LoadBalancerState;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Source;
import dev.vitrine.console.session.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What costs beside tasks: read seldom while somebody looks, and kept in the state. */
final class CostReadings {
    private static final Poller.Pace PACE = new Poller.Pace(Duration.ofMinutes(10), Duration.ofHours(6));

    private final Poller<List<CallDay>> calls;
    private final Poller<List<HourlyUse>> started;
    private final Poller<List<HourlyUse>> balancers;
    /** The family whose tasks are in each target group; empty until the services are known. */
    private volatile Optional<Map<String, String>> targetGroups = Optional.empty();
    /** None until the load balancers were read. */
    private volatile List<CallMeter.Requests> requests = List.of();

    CostReadings(Desk desk) {
        Workspace workspace = desk.workspace();
        CallMeter callMeter = new CallMeter(workspace, () -> requests);
        calls = desk.resources().poller("functionDays", CallDay.class, PACE, callMeter::read, UnaryOperator.identity());
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

    private List<HourlyUse> balancers(Workspace workspace, Map<String, String> families, Instant now) {
        List<LoadBalancerState> there = families.isEmpty()
                ? List.of()
                : workspace.cloud().loadBalancers().of(families.keySet());
        count(CallMeter.Requests.of(there, families));
        return there.stream().map(each -> HourlyUse.of(each, now)).toList();
    }

    private void count(List<CallMeter.Requests> wanted) {
        if (!requests.equals(wanted)) {
            requests = wanted;
            calls.refresh();
        }
    }

    /** Load balancers are found by the services that they stand before. */
    private void look(Reading<List<ServiceState>> services) {
        if (services.at().isEmpty()) {
            return;
        }
        Map<String, String> groups = new TreeMap<>();
        services.value().orElse(List.of()).forEach(service -> service.targetGroups()
                .forEach(group -> groups.put(group, service.family())));
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
                new Source("Calls and requests", calls.reading().get()),
                new Source("What is kept started", started.reading().get()),
                new Source("Load balancers", balancers.reading().get()));
    }

    List<CallDay> calls() {
        return calls.reading().get().value().orElse(List.of());
    }

    /** What is paid by the hour, also what was there and is gone. */
    List<HourlyUse> hourly() {
        return Stream.of(started, balancers)
                .flatMap(poller -> poller.reading().get().value().orElse(List.of()).stream())
                .toList();
    }
}
