package dev.vitrine.console.launch;

import dev.vitrine.common.operation.StartedTasks;
import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.common.operation.TaskLaunch;
import dev.vitrine.common.operation.TaskOperations;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Secrets;
import dev.vitrine.console.kit.Source;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.resource.TaskPrices;
import dev.vitrine.console.task.TaskLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A form to start tasks, and presets for it. */
public final class LaunchViewModel extends Feature {
    private static final String PRESETS = "presets";
    private static final String FRONTEND = "vitrine-frontend";
    private static final Poller.Pace PACE = new Poller.Pace(Duration.ofSeconds(20), Duration.ofMinutes(10));
    private final Desk desk;
    private final Poller<List<TaskDefinitionDetail>> read;
    private final TaskPrices prices;
    private final LiveRows<TaskDefinitionDetail> definitions =
            new LiveRows<>(TaskDefinitionDetail::family, detail -> detail.name() + " " + detail.image());
    private final List<Preset> presets = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Optional<Form>> form = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<TaskDefinitionDetail> chosen = Optional.empty();
    private Map<String, String> network = Map.of();
    private Map<String, String> lastAnswers = Map.of();

    public LaunchViewModel(Desk desk) {
        this.desk = desk;
        this.prices = new TaskPrices(desk.workspace().session().region());
        desk.workspace().state().list(PRESETS, Preset.class).ifPresent(presets::addAll);
        desk.session().readOnlyProperty().addListener((property, before, now) -> show(lastAnswers));
        read = desk.resources()
                .poller("definitions", TaskDefinitionDetail.class, PACE, this::read, LaunchViewModel::withoutSecrets);
        read.reading().subscribe(this::show);
    }

    public LiveRows<TaskDefinitionDetail> definitions() {
        return definitions;
    }

    /** The form for the chosen definition. */
    public ReadOnlyObjectProperty<Optional<Form>> formProperty() {
        return form.getReadOnlyProperty();
    }

    @Override
    public void shown(boolean visible) {
        read.watch(visible);
    }

    private List<TaskDefinitionDetail> read() {
        TaskOperations tasks = desk.workspace().cloud().tasks();
        return tasks.families().stream().map(tasks::definition).toList();
    }

    private static TaskDefinitionDetail withoutSecrets(TaskDefinitionDetail detail) {
        TreeMap<String, String> environment = new TreeMap<>(detail.environment());
        environment.replaceAll(Secrets::value);
        return new TaskDefinitionDetail(
                detail.arn(),
                detail.family(),
                detail.revision(),
                detail.image(),
                detail.container(),
                detail.cpuUnits(),
                detail.memoryMb(),
                detail.command().stream().map(Secrets::redact).toList(),
                environment,
                detail.logGroup(),
                detail.logPrefix(),
                List.of());
    }

    private void show(Reading<List<TaskDefinitionDetail>> reading) {
        List<TaskDefinitionDetail> found = reading.value().orElse(List.of());
        definitions.show(found);
        made(List.of(new Source("Definitions", reading)));
        status(
                reading.isAwaited()
                        ? "Looking for what can be run ..."
                        : reading.value().isEmpty()
                                ? ""
                                : Texts.counted(found.size(), "definition") + ", "
                                        + Texts.counted(presets.size(), "preset"));
        network = found.stream()
                .filter(detail -> detail.family().equals(FRONTEND))
                .findFirst()
                .map(TaskDefinitionDetail::environment)
                .<Map<String, String>>map(variables -> variables)
                .orElse(Map.of());
    }

    /** The person selected this. */
    public void choose(List<LiveRow<TaskDefinitionDetail>> selected) {
        chosen = selected.stream().findFirst().map(LiveRow::value);
        show(Map.of());
    }

    private void show(Map<String, String> answers) {
        lastAnswers = answers;
        form.set(chosen.filter(detail -> desk.mayChange()).map(detail -> form(detail, answers)));
        chosen.ifPresent(detail -> estimate(answers));
    }

    private Form form(TaskDefinitionDetail detail, Map<String, String> answers) {
        return new Form(
                "Run " + detail.name(),
                "What is empty stays as it is defined.",
                List.of(
                        text("count", "How many", answers, "1", "1 to 10.", 1),
                        text("command", "Command", answers, "", hint(detail), 1),
                        text("environment", "More variables", answers, "", "NAME=value, one a line.", 4),
                        text("cpu", "Processor", answers, "", "Units of 1/1024 CPU; now " + detail.cpuUnits() + ".", 1),
                        text("memory", "Memory in MB", answers, "", "Now " + detail.memoryMb() + ".", 1),
                        text(
                                "subnets",
                                "Subnets",
                                answers,
                                network.getOrDefault("VITRINE_SUBNETS", ""),
                                "Ids; not needed on the local cloud.",
                                1),
                        text(
                                "groups",
                                "Security groups",
                                answers,
                                network.getOrDefault("VITRINE_SECURITY_GROUPS", ""),
                                "",
                                1)),
                "Run",
                this::launch);
    }

    private static String hint(TaskDefinitionDetail detail) {
        return detail.command().isEmpty() ? "The image's own." : "Now: " + String.join(" ", detail.command());
    }

    private static Form.Text text(
            String name, String label, Map<String, String> answers, String otherwise, String help, int lines) {
        return new Form.Text(name, label, answers.getOrDefault(name, otherwise), help, lines);
    }

    /** Tells what it will cost, and offers to keep what is filled in. Call it whenever something was typed. */
    public void estimate(Map<String, String> answers) {
        lastAnswers = answers;
        chosen.ifPresent(detail -> {
            List<Inspection.Part> parts = new ArrayList<>();
            try {
                TaskLaunch launch = LaunchRequest.read(answers, detail);
                parts.add(new Inspection.Facts("Cost at list prices", costs(detail, launch)));
                parts.add(new Inspection.Lines("The same by the AWS CLI", List.of(LaunchLine.of(desk, launch))));
            } catch (IllegalArgumentException e) {
                parts.add(new Inspection.Remark("", String.valueOf(e.getMessage()), true));
            }
            parts.add(new Inspection.Facts(
                    "Definition",
                    List.of(
                            new Fact("Image", detail.image()),
                            new Fact("Container", detail.container()),
                            new Fact("Log group", detail.logGroup().orElse("none")))));
            parts.add(new Inspection.Grid("Variables", List.of("Name", "Value"), variables(detail)));
            inspect(new Inspection("Run " + detail.name(), "", parts), commands(detail));
        });
    }

    private List<Fact> costs(TaskDefinitionDetail detail, TaskLaunch launch) {
        double hourly = launch.count()
                * prices.hourly(
                        launch.cpuUnits().orElse(detail.cpuUnits()),
                        launch.memoryMb().orElse(detail.memoryMb()),
                        false);
        return List.of(
                new Fact("An hour", Texts.dollars(hourly)),
                new Fact("Ten minutes", Texts.dollars(hourly / 6)),
                new Fact("If it never ends", Texts.dollars(hourly * 730) + " a month"),
                new Fact(
                        "Prices",
                        prices.list().region() + ", as of " + prices.list().asOf()
                                + (prices.isExact() ? "" : " (those of your region are not known)")));
    }

    private static List<List<String>> variables(TaskDefinitionDetail detail) {
        return detail.environment().entrySet().stream()
                .map(entry -> List.of(entry.getKey(), Secrets.value(entry.getKey(), entry.getValue())))
                .toList();
    }

    private List<Command> commands(TaskDefinitionDetail detail) {
        List<Command> commands = new ArrayList<>();
        if (!desk.mayChange()) {
            return commands;
        }
        commands.add(Command.of("Keep as preset", "P", () -> keep(detail, lastAnswers)));
        presets.stream()
                .filter(preset -> detail.family().equals(preset.answers().get("family")))
                .forEach(preset -> {
                    commands.add(Command.of("Use " + preset.name(), "", () -> show(preset.answers())));
                    commands.add(Command.of("Forget " + preset.name(), "", () -> forget(preset)));
                });
        return commands;
    }

    private void forget(Preset preset) {
        presets.remove(preset);
        keepPresets();
        estimate(lastAnswers);
    }

    private void keepPresets() {
        desk.workspace().state().put(PRESETS, presets);
        show(read.reading().get());
    }

    private void keep(TaskDefinitionDetail detail, Map<String, String> answers) {
        desk.ask(new Form(
                "Keep as preset",
                "Values of variables that look like secrets are not kept.",
                List.of(new Form.Text("name", "Name", "", "", 1)),
                "Keep",
                typed -> {
                    String name = typed.getOrDefault("name", "").strip();
                    if (name.isEmpty()) {
                        return Optional.of("Give it a name.");
                    }
                    Map<String, String> kept = new TreeMap<>(answers);
                    kept.put("family", detail.family());
                    Preset added = new Preset(name, kept);
                    presets.removeIf(added::replaces);
                    presets.add(added);
                    keepPresets();
                    estimate(answers);
                    return Optional.empty();
                }));
    }

    private Optional<String> launch(Map<String, String> answers) {
        if (chosen.isEmpty()) {
            return Optional.of("Choose what to run.");
        }
        TaskDefinitionDetail detail = chosen.get();
        try {
            TaskLaunch launch = LaunchRequest.read(answers, detail);
            desk.propose(new ActionPlan(
                    "Run " + launch.count() + " of " + detail.family(),
                    "It costs " + costs(detail, launch).getFirst().value() + " an hour until it ends.",
                    List.of(step(detail, launch)),
                    true));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private ActionStep step(TaskDefinitionDetail detail, TaskLaunch launch) {
        String variables = launch.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + Secrets.value(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
        return new ActionStep(
                "Run task",
                detail.name(),
                "",
                launch.count() + " tasks"
                        + (launch.command().isEmpty() ? "" : ": " + String.join(" ", Secrets.command(launch.command())))
                        + (variables.isEmpty() ? "" : " " + variables),
                LaunchLine.of(desk, launch),
                () -> {
                    StartedTasks started = desk.workspace().cloud().tasks().run(launch);
                    new TaskLogs(desk).openStarted(started.arns(), detail);
                    String arns = String.join(" ", started.arns());
                    if (!started.shortfall().isEmpty()) {
                        throw new IllegalStateException(started.arns().size() + " of " + launch.count()
                                + " were started, the others not: " + started.shortfall() + "; started are " + arns);
                    }
                    return arns;
                },
                Optional.empty());
    }
}
