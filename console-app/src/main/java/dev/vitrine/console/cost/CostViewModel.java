package dev.vitrine.console.cost;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Source;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.resource.UsageStore;
import dev.vitrine.console.serve.ServiceActions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What every prototype and the load balancer cost, what idles, and a monthly line to stay under. */
public final class CostViewModel extends Feature {
    private final Desk desk;
    private final CostReadings readings;
    private final CostFigures figures;
    private final CostInspection inspection;
    private final ServiceActions services;
    private final LiveRows<CostRow> rows = new LiveRows<>(CostRow::name, CostRow::name);
    private List<LiveRow<CostRow>> chosen = List.of();
    private boolean visible;

    public CostViewModel(Desk desk, UsageStore usage) {
        this.desk = desk;
        this.readings = new CostReadings(desk);
        this.figures = new CostFigures(desk, usage, readings);
        this.inspection = new CostInspection(figures, desk.workspace().clock());
        this.services = new ServiceActions(desk);
        desk.resources().tasks().reading().addListener((property, before, now) -> {
            if (now.problem().isEmpty() && now.at().isPresent()) {
                now.value().ifPresent(figures::see);
            }
            show();
        });
        desk.resources().runs().reading().addListener((property, before, now) -> show());
        readings.onChange(this::show);
        desk.session().readOnlyProperty().addListener((property, before, now) -> choose(chosen));
    }

    public LiveRows<CostRow> rows() {
        return rows;
    }

    @Override
    public void shown(boolean now) {
        visible = now;
        show();
        desk.resources().tasks().watch(now);
        desk.resources().runs().watch(now);
        desk.resources().services().watch(now);
        readings.watch(now);
    }

    /** Counts while somebody looks: with many tasks that is work. */
    private void show() {
        if (!visible) {
            return;
        }
        rows.show(figures.count());
        status(statusText());
        made(Stream.concat(
                        Stream.of(
                                new Source(
                                        "Tasks",
                                        desk.resources().tasks().reading().get()),
                                new Source(
                                        "Runs",
                                        desk.resources().runs().reading().get()),
                                new Source(
                                        "Services",
                                        desk.resources().services().reading().get())),
                        readings.sources().stream())
                .toList());
        choose(chosen.stream().filter(row -> rows.find(row.key()).isPresent()).toList());
    }

    private String statusText() {
        String text = Texts.dollars(figures.paidThisMonth().usd()) + " this month, " + Texts.dollars(figures.standing())
                + " an hour now";
        return figures.line() > 0 ? text + ", line " + Texts.dollars(figures.line()) : text;
    }

    /** The person selected these. */
    public void choose(List<LiveRow<CostRow>> selected) {
        chosen = List.copyOf(selected);
        List<Command> commands = new ArrayList<>();
        if (desk.mayChange()) {
            List<ClusterTask> idle = figures.idle();
            if (!idle.isEmpty()) {
                commands.add(Command.danger("Stop " + idle.size() + " idle tasks", "X", () -> stop(idle)));
            }
            serviceOf(chosen).ifPresent(service -> services.add(service, commands));
        }
        commands.add(Command.of("Set the monthly line", "M", this::askLine));
        inspect(
                chosen.isEmpty()
                        ? inspection.overview()
                        : inspection.one(chosen.getFirst().value()),
                commands);
    }

    private Optional<ServiceState> serviceOf(List<LiveRow<CostRow>> selected) {
        return selected.stream()
                .findFirst()
                .flatMap(row -> desk.resources().services().reading().get().value().orElse(List.of()).stream()
                        .filter(service -> service.family().equals(row.key()))
                        .findFirst());
    }

    private void stop(List<ClusterTask> idle) {
        desk.propose(new ActionPlan(
                "Stop " + idle.size() + " idle tasks",
                "They hold no part of a run. Stopping them saves " + Texts.dollars(figures.hourly(idle)) + " an hour.",
                idle.stream()
                        .map(task -> new ActionStep(
                                "Stop task",
                                task.family() + " " + Texts.digest(task.id()),
                                "RUNNING",
                                "STOPPED",
                                desk.cli("ecs", "stop-task")
                                        .with(
                                                "--cluster",
                                                desk.workspace().session().cluster())
                                        .with("--task", task.arn())
                                        .text(),
                                () -> desk.workspace()
                                        .cloud()
                                        .tasks()
                                        .stop(task.arn(), "idle; stopped from the console")
                                        .result(),
                                Optional.empty()))
                        .toList(),
                true));
    }

    private void askLine() {
        desk.ask(new Form(
                "A monthly line to stay under",
                "The view warns when the month, going on as now, would cost more.",
                List.of(new Form.Text(
                        "dollars",
                        "Dollars a month",
                        figures.line() > 0 ? String.valueOf(figures.line()) : "",
                        "0 for none.",
                        1)),
                "Set",
                answers -> {
                    String typed = answers.getOrDefault("dollars", "").strip();
                    if (!typed.matches("\\d{1,7}(\\.\\d{1,2})?")) {
                        return Optional.of("Write an amount such as 30 or 12.50.");
                    }
                    figures.stayUnder(Double.parseDouble(typed));
                    show();
                    return Optional.empty();
                }));
    }
}
