package dev.vitrine.console.images;

import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.action.DefinitionLines;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.serve.FunctionActions;
import dev.vitrine.console.serve.ServiceDeploys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deploys an image by its digest. */
final class ImageActions {
    private final Desk desk;
    private final ServiceDeploys services;
    private final FunctionActions functions;

    ImageActions(Desk desk) {
        this.desk = desk;
        this.services = new ServiceDeploys(desk);
        this.functions = new FunctionActions(desk);
    }

    List<Command> commands(ImageRow row) {
        List<Command> commands = new ArrayList<>();
        if (desk.mayChange()) {
            commands.add(Command.of("Deploy this digest", "D", () -> ask(row.image())));
        }
        commands.add(Command.of(
                "Copy address", "Y", () -> desk.screen().copy(row.image().reference())));
        return commands;
    }

    private void ask(RegistryImage image) {
        desk.workspace()
                .background(
                        () -> desk.workspace().cloud().tasks().families().stream()
                                .map(family -> desk.workspace().cloud().tasks().definition(family))
                                .filter(definition -> image.isOfRepository(definition.image()))
                                .toList(),
                        families -> ask(image, families),
                        message -> desk.screen().announce("That did not work", message));
    }

    private void ask(RegistryImage image, List<TaskDefinitionDetail> families) {
        List<ServiceState> using = desk.resources().services().reading().get().value().orElse(List.of()).stream()
                .filter(service -> image.isOfRepository(service.image()))
                .toList();
        List<FunctionState> functionsUsing =
                desk.resources().functions().reading().get().value().orElse(List.of()).stream()
                        .filter(function -> image.isOfRepository(function.image()))
                        .toList();
        List<Form.Option> targets = new ArrayList<>();
        using.forEach(
                service -> targets.add(new Form.Option("service " + service.name(), "service " + service.name())));
        functionsUsing.forEach(
                function -> targets.add(new Form.Option("function " + function.name(), "function " + function.name())));
        families.stream()
                .map(TaskDefinitionDetail::family)
                .filter(family ->
                        using.stream().noneMatch(service -> service.family().equals(family)))
                .forEach(family -> targets.add(new Form.Option("family " + family, "new tasks of " + family)));
        if (targets.isEmpty()) {
            desk.screen()
                    .announce(
                            "Nothing runs images of " + image.repository(),
                            "Deploy the stack or publish a prototype first; then this digest can be chosen for it.");
            return;
        }
        desk.ask(new Form(
                "Deploy " + Texts.digest(image.digest()) + " of " + image.repository(),
                String.join(", ", image.tags()),
                List.of(new Form.Choice("target", "Where", "", "", targets)),
                "Go on",
                answers -> {
                    String target = answers.getOrDefault("target", "");
                    using.stream()
                            .filter(service -> target.equals("service " + service.name()))
                            .forEach(service -> desk.propose(services.imagePlan(service, image.reference())));
                    functionsUsing.stream()
                            .filter(function -> target.equals("function " + function.name()))
                            .forEach(function -> desk.propose(functions.imagePlan(function, image.reference())));
                    families.stream()
                            .filter(definition -> target.equals("family " + definition.family()))
                            .forEach(definition -> desk.propose(familyPlan(definition, image)));
                    return Optional.empty();
                }));
    }

    private ActionPlan familyPlan(TaskDefinitionDetail definition, RegistryImage image) {
        String family = definition.family();
        return new ActionPlan(
                "Deploy to new tasks of " + family,
                "A new revision names exactly this image. Tasks that run stay as they are; the next ones use it.",
                List.of(new ActionStep(
                        "Deploy digest",
                        family,
                        "its newest revision",
                        "a new revision with " + image.repository() + "@" + Texts.digest(image.digest()),
                        DefinitionLines.withImage(
                                operation -> desk.cli("ecs", operation), family, definition.image(), image.reference()),
                        () -> desk.workspace()
                                .cloud()
                                .tasks()
                                .registerWithImage(family, image.reference())
                                .result(),
                        Optional.empty())),
                true);
    }
}
