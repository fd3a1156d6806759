package dev.vitrine.console.serve;

import dev.vitrine.common.log.LogStreams;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.log.LogTarget;
import java.util.List;
import java.util.Optional;

/** What may be done with services: scale, stop, start, replace what they run, open their logs. */
public final class ServiceActions {
    private static final int MOST_TASKS = 100;

    private final Desk desk;
    private final ServiceDeploys deploys;

    public ServiceActions(Desk desk) {
        this.desk = desk;
        this.deploys = new ServiceDeploys(desk);
    }

    /** Adds what may be done with a service. */
    public void add(ServiceState service, List<Command> commands) {
        commands.add(Command.of("Open log", "L", () -> openLog(service)));
        commands.add(Command.of("Copy address", "Y", () -> desk.screen().copy(service.arn())));
        if (!desk.mayChange()) {
            return;
        }
        if (!service.definition().isBlank()) {
            commands.add(Command.of("Redeploy", "D", () -> deploys.redeploy(service)));
            commands.add(Command.of("Roll back", "B", () -> deploys.rollBack(service)));
        }
        commands.add(Command.of("Scale", "S", () -> askScale(service)));
        if (service.desired() == 0) {
            commands.add(Command.of("Start", "G", () -> desk.propose(scalePlan("Start", List.of(service), 1))));
        } else {
            commands.add(Command.danger("Stop", "X", () -> desk.propose(scalePlan("Stop", List.of(service), 0))));
        }
    }

    void addMany(List<ServiceState> services, List<Command> commands) {
        List<ServiceState> running =
                services.stream().filter(service -> service.desired() > 0).toList();
        if (!running.isEmpty()) {
            commands.add(
                    Command.danger("Stop " + running.size(), "X", () -> desk.propose(scalePlan("Stop", running, 0))));
        }
    }

    private void openLog(ServiceState service) {
        if (service.definition().isBlank()) {
            failed("Something else deploys " + service.name() + ": which log its tasks write to is not told.");
            return;
        }
        desk.workspace()
                .background(
                        () -> desk.workspace().cloud().tasks().definition(service.definition()),
                        definition -> definition
                                .logGroup()
                                .ifPresentOrElse(
                                        group -> desk.screen().openLog(log(service, group, definition)),
                                        () -> failed("The lines of " + service.name() + " are not kept: its definition "
                                                + definition.name() + " names no log group.")),
                        this::failed);
    }

    /** Of all its tasks, also of those that are started later. */
    private static LogTarget log(ServiceState service, String group, TaskDefinitionDetail definition) {
        LogStreams streams =
                definition.stream("").<LogStreams>map(LogStreams.Prefix::new).orElseGet(LogStreams.All::new);
        return LogTarget.of(service.name(), group, streams, false);
    }

    private void askScale(ServiceState service) {
        desk.ask(new Form(
                "Scale " + service.name(),
                "",
                List.of(new Form.Text(
                        "count",
                        "Tasks wanted",
                        String.valueOf(service.desired()),
                        "Now " + service.running() + " run. 0 stops the service.",
                        1)),
                "Scale",
                answers -> {
                    String typed = answers.getOrDefault("count", "").strip();
                    if (!typed.matches("\\d{1,3}") || Integer.parseInt(typed) > MOST_TASKS) {
                        return Optional.of("Write a whole number from 0 to " + MOST_TASKS + ".");
                    }
                    desk.propose(scalePlan("Scale", List.of(service), Integer.parseInt(typed)));
                    return Optional.empty();
                }));
    }

    /** Also undoes itself. */
    private ActionPlan scalePlan(String verb, List<ServiceState> services, int count) {
        return new ActionPlan(
                verb + " " + (services.size() == 1 ? services.getFirst().name() : services.size() + " services"),
                count == 0
                        ? "Its tasks are stopped, after they finished what they are doing. Nobody is served until it is"
                                + " started again."
                        : "ECS starts or stops tasks until so many run.",
                services.stream()
                        .map(service -> scale(verb, service.name(), service.desired(), count))
                        .toList(),
                true);
    }

    private ActionStep scale(String verb, String service, int before, int after) {
        return new ActionStep(
                verb,
                service,
                tasks(before),
                tasks(after),
                deploys.cli("update-service", service)
                        .with("--desired-count", String.valueOf(after))
                        .text(),
                () -> desk.workspace().cloud().services().scale(service, after).result(),
                Optional.of(() -> new ActionPlan(
                        "Scale " + service + " back",
                        "ECS starts or stops tasks until so many run.",
                        List.of(scale("Scale", service, after, before)),
                        true)));
    }

    private static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    private void failed(String message) {
        desk.screen().announce("That did not work", message);
    }
}
