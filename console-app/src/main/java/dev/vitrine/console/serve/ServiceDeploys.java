package dev.vitrine.console.serve;

import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.action.CliLine;
import dev.vitrine.console.action.DefinitionLines;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replaces what services run: by another image, or by an older revision. */
public final class ServiceDeploys {
    private static final int MOST_REVISIONS = 25;

    private final Desk desk;

    public ServiceDeploys(Desk desk) {
        this.desk = desk;
    }

    /** Asks for an image, and replaces all tasks. */
    void redeploy(ServiceState service) {
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

    /** Asks for an older revision, and shows what differs. */
    void rollBack(ServiceState service) {
        String family = service.family();
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
                        () -> desk.differences(service.definition(), target),
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

    /** Begins a line of ECS for a service. */
    CliLine cli(String operation, String service) {
        return desk.cli("ecs", operation)
                .with("--cluster", desk.workspace().session().cluster())
                .with("--service", service);
    }

    private void failed(String message) {
        desk.screen().announce("That did not work", message);
    }
}
