package dev.vitrine.console.serve;

import dev.vitrine.common.log.LogStreams;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.action.DefinitionLines;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Differences;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.log.LogTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scale, stop, start, redeploy and roll back services; open their logs. */
public final class ServiceActions {
    private static final int MOST_TASKS = 100;
    private static final int MOST_REVISIONS = 25;

    private final Desk desk;

    public ServiceActions(Desk desk) {
        this.desk = desk;
    }

    /** Adds what may be done with a service. */
    public void add(ServiceState service, List<Command> commands) {
        commands.add(Command.of("Open log", "L", () -> openLog(service)));
        commands.add(Command.of("Copy address", "Y", () -> desk.screen().copy(service.arn())));
        if (!desk.mayChange()) {
            return;
        }
        commands.add(Command.of("Redeploy", "D", () -> redeploy(service)));
        commands.add(Command.of("Roll back", "B", () -> rollBack(service)));
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
                cli("update-service", service)
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

    private dev.vitrine.console.action.CliLine cli(String operation, String service) {
        return desk.cli("ecs", operation)
                .with("--cluster", desk.workspace().session().cluster())
                .with("--service", service);
    }

    private void redeploy(ServiceState service) {
        List<RegistryImage> images = desk.resources().images().reading().get().value().orElse(List.of()).stream()
                .filter(image -> image.isOfRepository(service.image()))
                .toList();
        List<Form.Option> options = new ArrayList<>();
        options.add(new Form.Option("", "as it is defined: " + Texts.tag(service.image()) + " (looked up again)"));
        for (RegistryImage image : images) {
            boolean runs = service.digests().contains(image.digest());
            options.add(new Form.Option(
                    image.reference(),
                    String.join(", ", image.tags()) + "  " + Texts.digest(image.digest()) + "  pushed "
                            + Texts.time(image.pushedAt()) + (runs ? "  (runs now)" : "")));
        }
        desk.ask(new Form(
                "Redeploy " + service.name(),
                "All tasks are replaced, some at a time; if the new ones do not become healthy ECS goes back.",
                List.of(new Form.Choice("image", "Image", "", "", options)),
                "Go on",
                answers -> {
                    String image = answers.getOrDefault("image", "");
                    if (image.isEmpty()) {
                        desk.propose(deployPlan(service, service.definition(), "the same definition"));
                    } else {
                        desk.propose(imagePlan(service, image));
                    }
                    return Optional.empty();
                }));
    }

    private ActionPlan deployPlan(ServiceState service, String definition, String what) {
        return new ActionPlan(
                "Redeploy " + service.name(),
                "New tasks are started from " + what + " and replace the old ones.",
                List.of(deploy("Redeploy", service.name(), service.definition(), definition, "", "")),
                true);
    }

    private ActionStep deploy(
            String verb, String service, String before, String after, String beforeText, String afterText) {
        return new ActionStep(
                verb,
                service,
                name(before) + beforeText,
                name(after) + afterText,
                cli("update-service", service)
                        .with("--task-definition", name(after))
                        .with("--force-new-deployment")
                        .text(),
                () -> desk.workspace().cloud().services().deploy(service, after).result(),
                Optional.of(() -> new ActionPlan(
                        "Take back: " + verb + " " + service,
                        "The service goes back to " + name(before) + ".",
                        List.of(deploy("Roll back", service, after, before, "", "")),
                        true)));
    }

    /** Registers a revision that runs exactly this image, and deploys it. */
    public ActionPlan imagePlan(ServiceState service, String image) {
        ActionStep step = new ActionStep(
                "Redeploy",
                service.name(),
                name(service.definition()) + "\n" + Texts.tag(service.image()),
                "a new revision\n" + image.substring(image.lastIndexOf('/') + 1),
                cli("update-service", service.name())
                        .withOutputOf(
                                "--task-definition",
                                DefinitionLines.withImage(
                                        operation -> desk.cli("ecs", operation),
                                        service.definitionName(),
                                        service.image(),
                                        image))
                        .text(),
                () -> {
                    String definition = desk.workspace()
                            .cloud()
                            .tasks()
                            .registerWithImage(service.definition(), image)
                            .result();
                    desk.workspace().cloud().services().deploy(service.name(), definition);
                    return name(definition);
                },
                Optional.of(() -> new ActionPlan(
                        "Take back: redeploy " + service.name(),
                        "The service goes back to " + name(service.definition()) + ".",
                        List.of(deploy("Roll back", service.name(), image, service.definition(), "", "")),
                        true)));
        return new ActionPlan(
                "Redeploy " + service.name(),
                "A new revision of its definition names exactly this image; its tasks replace the old ones.",
                List.of(step),
                true);
    }

    private void rollBack(ServiceState service) {
        String family = service.definitionName().replaceFirst(":.*", "");
        desk.workspace()
                .background(
                        () -> desk.workspace().cloud().tasks().revisions(family, MOST_REVISIONS).stream()
                                .filter(arn -> !arn.equals(service.definition()))
                                .map(arn -> desk.workspace().cloud().tasks().definition(arn))
                                .toList(),
                        older -> {
                            if (older.isEmpty()) {
                                desk.screen()
                                        .announce(
                                                "Nothing to roll back to",
                                                service.name() + " has no other revision than the one that runs.");
                            } else {
                                askRollBack(service, older);
                            }
                        },
                        this::failed);
    }

    private void askRollBack(ServiceState service, List<TaskDefinitionDetail> others) {
        String before = others.stream()
                .filter(other -> other.revision() < revision(service.definition()))
                .map(TaskDefinitionDetail::arn)
                .findFirst()
                .orElse(others.getFirst().arn());
        desk.ask(new Form(
                "Roll back " + service.name(),
                "It runs " + service.definitionName() + ". You see what differs before anything happens.",
                List.of(new Form.Choice(
                        "definition",
                        "Revision",
                        before,
                        "",
                        others.stream()
                                .map(other ->
                                        new Form.Option(other.arn(), other.name() + "   " + Texts.tag(other.image())))
                                .toList())),
                "Go on",
                answers -> {
                    compare(service, answers.getOrDefault("definition", before));
                    return Optional.empty();
                }));
    }

    private void compare(ServiceState service, String target) {
        desk.workspace()
                .background(
                        () -> Differences.of(
                                desk.workspace()
                                        .cloud()
                                        .tasks()
                                        .definition(service.definition())
                                        .text(),
                                desk.workspace()
                                        .cloud()
                                        .tasks()
                                        .definition(target)
                                        .text()),
                        differences -> desk.propose(new ActionPlan(
                                "Roll back " + service.name(),
                                "Tasks of the other revision replace the ones that run.",
                                List.of(deploy(
                                        "Roll back",
                                        service.name(),
                                        service.definition(),
                                        target,
                                        differences.removed().isEmpty()
                                                ? ""
                                                : "\n" + String.join("\n", differences.removed()),
                                        differences.added().isEmpty()
                                                ? "\n(no difference)"
                                                : "\n" + String.join("\n", differences.added()))),
                                true)),
                        this::failed);
    }

    private static int revision(String arn) {
        return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private void failed(String message) {
        desk.screen().announce("That did not work", message);
    }
}
