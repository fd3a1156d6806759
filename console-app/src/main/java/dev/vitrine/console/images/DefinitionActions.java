package dev.vitrine.console.images;

import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Shows how two task definitions differ. */
final class DefinitionActions {
    private static final int MOST_REVISIONS = 50;

    private final Desk desk;
    private final BiConsumer<String, List<String>> show;

    /** @param show is given a title and the lines that differ */
    DefinitionActions(Desk desk, BiConsumer<String, List<String>> show) {
        this.desk = desk;
        this.show = show;
    }

    Command compare() {
        return Command.of("Compare task definitions", "C", this::askFamily);
    }

    private void askFamily() {
        desk.workspace()
                .background(
                        () -> desk.workspace().cloud().tasks().families().stream()
                                .flatMap(family ->
                                        desk.workspace().cloud().tasks().revisions(family, MOST_REVISIONS).stream())
                                .map(arn -> new Form.Option(arn, arn.substring(arn.lastIndexOf('/') + 1)))
                                .toList(),
                        this::ask,
                        this::failed);
    }

    private void ask(List<Form.Option> definitions) {
        if (definitions.size() < 2) {
            desk.screen().announce("Nothing to compare", "There are fewer than two task definitions.");
            return;
        }
        desk.ask(new Form(
                "Compare task definitions",
                "",
                List.of(
                        new Form.Choice("one", "First", definitions.get(1).value(), "", definitions),
                        new Form.Choice(
                                "other", "Second", definitions.getFirst().value(), "", definitions)),
                "Compare",
                answers -> {
                    compare(answers.getOrDefault("one", ""), answers.getOrDefault("other", ""));
                    return Optional.empty();
                }));
    }

    private void compare(String one, String other) {
        desk.workspace()
                .background(
                        () -> desk.differences(one, other).lines(),
                        lines -> show.accept(
                                one.substring(one.lastIndexOf('/') + 1) + " → "
                                        + other.substring(other.lastIndexOf('/') + 1),
                                lines.isEmpty() ? List.of("They say the same.") : lines),
                        this::failed);
    }

    private void failed(String message) {
        desk.screen().announce("That did not work", message);
    }
}
