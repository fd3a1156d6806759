package dev.vitrine.console.images;

import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Promotes versions, rolls back, and sets challengers. */
final class VersionActions {
    private final Desk desk;
    private final Runnable changed;

    /** @param changed is run, on any thread, after a change */
    VersionActions(Desk desk, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
    }

    List<Command> commands(VersionRow row, List<VersionRow> all) {
        List<Command> commands = new ArrayList<>();
        List<VersionRow> siblings = all.stream()
                .filter(other ->
                        other.version().prototype().equals(row.version().prototype()))
                .toList();
        if (desk.mayChange()) {
            if (!row.alias().equals("CHAMPION")) {
                commands.add(Command.of("Promote", "P", () -> desk.propose(promote(row, champion(siblings)))));
                boolean challenges = row.alias().equals("CHALLENGER");
                commands.add(Command.of(
                        challenges ? "No challenger" : "Make challenger",
                        "H",
                        () -> desk.propose(challenge(row, siblings, !challenges))));
            } else {
                siblings.stream()
                        .filter(other -> other.version()
                                .publishedAt()
                                .isBefore(row.version().publishedAt()))
                        .findFirst()
                        .ifPresent(before -> commands.add(Command.danger(
                                "Roll back",
                                "B",
                                () -> desk.propose(promote(before, row.version().version())))));
            }
        }
        commands.add(Command.of(
                "Copy version", "Y", () -> desk.screen().copy(row.version().version())));
        return commands;
    }

    private static String champion(List<VersionRow> siblings) {
        return siblings.stream()
                .filter(other -> other.alias().equals("CHAMPION"))
                .map(other -> other.version().version())
                .findFirst()
                .orElse("");
    }

    private PrototypeStore store() {
        return desk.workspace().cloud().prototypes();
    }

    private ActionPlan promote(VersionRow row, String before) {
        return promote(row.version().prototype(), row.version().version(), before);
    }

    private ActionPlan promote(String prototype, String version, String before) {
        return new ActionPlan(
                "Promote " + version + " of " + prototype,
                "New answers and new runs are given by this version, within seconds. Runs that have begun keep theirs.",
                List.of(new ActionStep(
                        "Promote",
                        prototype,
                        "champion " + before,
                        "champion " + version,
                        line(prototype, "SET champion = :v", version),
                        () -> {
                            store().promote(prototype, version);
                            changed.run();
                            return "";
                        },
                        before.isBlank() ? Optional.empty() : Optional.of(() -> promote(prototype, before, version)))),
                true);
    }

    private ActionPlan challenge(VersionRow row, List<VersionRow> siblings, boolean begin) {
        String prototype = row.version().prototype();
        String version = row.version().version();
        Optional<String> before = siblings.stream()
                .filter(other -> other.alias().equals("CHALLENGER"))
                .map(other -> other.version().version())
                .findFirst();
        return challenge(prototype, begin ? Optional.of(version) : Optional.empty(), before);
    }

    private ActionPlan challenge(String prototype, Optional<String> version, Optional<String> before) {
        return new ActionPlan(
                version.isPresent() ? "Make " + version.get() + " the challenger" : "Have no challenger",
                "",
                List.of(new ActionStep(
                        "Set challenger",
                        prototype,
                        before.map(text -> "challenger " + text).orElse("no challenger"),
                        version.map(text -> "challenger " + text).orElse("no challenger"),
                        line(
                                prototype,
                                version.isPresent() ? "SET challenger = :v" : "REMOVE challenger",
                                version.orElse("")),
                        () -> {
                            store().challenge(prototype, version);
                            changed.run();
                            return "";
                        },
                        Optional.of(() -> challenge(prototype, before, version)))),
                false);
    }

    private String line(String prototype, String update, String value) {
        var line = desk.cli("dynamodb", "update-item")
                .with("--table-name", desk.workspace().cloud().table().table())
                .with("--key", "{\"pk\":{\"S\":\"PROTOTYPE\"},\"sk\":{\"S\":\"" + prototype + "\"}}")
                .with("--condition-expression", "attribute_exists(champion)")
                .with("--update-expression", update);
        return value.isBlank()
                ? line.text()
                : line.with("--expression-attribute-values", "{\":v\":{\"S\":\"" + value + "\"}}")
                        .text();
    }
}
