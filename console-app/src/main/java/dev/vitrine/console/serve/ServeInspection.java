package dev.vitrine.console.serve;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the inspector tells of a service or a function. */
final class ServeInspection {
    private static final int MOST_EVENTS = 30;

    private ServeInspection() {}

    static Inspection of(List<ServeRow> chosen, List<ClusterTask> tasks, List<Inspection.Part> metrics) {
        if (chosen.isEmpty()) {
            return Inspection.NONE;
        }
        if (chosen.size() > 1) {
            return new Inspection(
                    chosen.size() + " chosen",
                    "",
                    List.of(new Inspection.Grid(
                            "",
                            List.of("Name", "State", "Image"),
                            chosen.stream()
                                    .map(row -> List.of(row.name(), row.state(), row.image()))
                                    .toList())));
        }
        return switch (chosen.getFirst()) {
            case ServeRow.ServiceRow row -> service(row, tasks, metrics);
            case ServeRow.FunctionRow row -> function(row, metrics);
        };
    }

    private static Inspection service(ServeRow.ServiceRow row, List<ClusterTask> all, List<Inspection.Part> metrics) {
        ServiceState service = row.service();
        List<Inspection.Part> parts = new ArrayList<>();
        List<ClusterTask> tasks = all.stream()
                .filter(task -> task.group().equals("service:" + service.name()))
                .toList();
        tasks.stream()
                .filter(ClusterTask::isStopped)
                .flatMap(task -> task.problem().stream())
                .findFirst()
                .filter(problem -> service.running() < service.desired())
                .ifPresent(problem -> parts.add(new Inspection.Remark("Why", problem, true)));
        parts.add(new Inspection.Facts(
                "Service",
                List.of(
                        new Fact("Tasks", row.counts()),
                        new Fact("Definition", service.definitionName()),
                        new Fact("Image", service.image()),
                        new Fact("Digest", String.join(", ", service.digests())),
                        new Fact("Rollout", service.rollout()),
                        new Fact("Address", service.arn()))));
        parts.addAll(metrics);
        parts.add(new Inspection.Grid(
                "Deployments",
                List.of("Status", "Rollout", "Definition", "Tasks", "Failed", "Since"),
                service.deployments().stream()
                        .map(deployment -> List.of(
                                deployment.status(),
                                deployment.rollout(),
                                deployment
                                        .definition()
                                        .substring(deployment.definition().lastIndexOf('/') + 1),
                                deployment.running() + " of " + deployment.desired(),
                                String.valueOf(deployment.failed()),
                                Texts.time(deployment.at())))
                        .toList()));
        service.deployments().stream()
                .filter(deployment -> !deployment.reason().isBlank())
                .findFirst()
                .ifPresent(deployment -> parts.add(new Inspection.Remark(
                        "Rollout", deployment.reason(), deployment.rollout().equals("FAILED"))));
        if (!tasks.isEmpty()) {
            parts.add(new Inspection.Grid(
                    "Tasks",
                    List.of("Task", "State", "Image", "Reason"),
                    tasks.stream()
                            .limit(20)
                            .map(task -> List.of(
                                    Texts.digest(task.id()),
                                    task.status(),
                                    Texts.digest(task.digest()),
                                    task.stoppedReason()))
                            .toList()));
        }
        parts.add(new Inspection.Lines(
                "Events",
                service.events().stream()
                        .limit(MOST_EVENTS)
                        .map(event -> Texts.time(event.at()) + "  " + event.message())
                        .toList()));
        return new Inspection(service.name(), row.state(), parts);
    }

    private static Inspection function(ServeRow.FunctionRow row, List<Inspection.Part> metrics) {
        FunctionState function = row.function();
        List<Inspection.Part> parts = new ArrayList<>();
        if (function.isStopped()) {
            parts.add(new Inspection.Remark(
                    "", "It refuses every call, since its concurrency is 0. Start it to have calls answered.", true));
        }
        if (!function.reason().isBlank()) {
            parts.add(new Inspection.Remark(
                    "", function.reason(), !function.state().equals("Active")));
        }
        parts.add(new Inspection.Facts(
                "Function",
                List.of(
                        new Fact("Image", function.image()),
                        new Fact("Digest", function.digest()),
                        new Fact("Memory", function.memoryMb() + " MB"),
                        new Fact("Timeout", function.timeoutSeconds() + " s"),
                        new Fact("Changed", Texts.time(function.modifiedAt())),
                        new Fact(
                                "Aliases",
                                function.aliases().stream()
                                        .map(FunctionState.Alias::text)
                                        .collect(Collectors.joining("; "))),
                        new Fact("Versions", String.join(", ", function.versions())),
                        new Fact("Log group", function.logGroup()),
                        new Fact("Address", function.arn()))));
        CallFigures calls = row.calls();
        if (calls.calls() > 0) {
            parts.add(new Inspection.Facts(
                    "Calls of the last hour",
                    List.of(
                            new Fact("Calls", calls.callsText()),
                            new Fact("Rejected rows", String.valueOf(calls.rejects())),
                            new Fact("Median / 95 %", calls.latencyText()))));
            if (calls.micros().size() > 2) {
                parts.add(new Inspection.Chart(
                        "Time of the predictor",
                        "ms",
                        List.of(new Inspection.Series(
                                "ms",
                                calls.micros().stream()
                                        .map(micros -> micros / 1_000)
                                        .toList()))));
            }
        }
        parts.addAll(metrics);
        return new Inspection(function.name(), row.state(), parts);
    }
}
