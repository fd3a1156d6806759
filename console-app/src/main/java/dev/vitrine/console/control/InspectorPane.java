package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** Tells all of what is chosen in a view, with a button for each thing that may be done. */
public final class InspectorPane extends ScrollPane {
    private final Feature feature;
    private final VBox content = new VBox(10);
    private List<Piece> pieces = List.of();
    private String shown = "";

    public InspectorPane(Feature feature) {
        this.feature = feature;
        setId("inspector");
        getStyleClass().add("inspector");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        content.setPadding(new Insets(12));
        // Never wider than the pane: what is beyond its edge cannot be reached.
        content.setMinWidth(0);
        setContent(content);
        feature.inspectionProperty().addListener((property, before, now) -> show());
        feature.commandsProperty().addListener((property, before, now) -> show());
        show();
    }

    /** Replaces what has changed and leaves the rest alone, so that a refresh takes no focus, selection or scrolled text. */
    private void show() {
        Inspection now = feature.inspectionProperty().get();
        boolean another = !now.title().equals(shown);
        double place = another ? 0 : getVvalue();
        shown = now.title();
        List<Piece> wanted = pieces(now, feature.commandsProperty().get());
        List<Node> nodes = content.getChildren();
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= pieces.size()) {
                nodes.add(wanted.get(i).node().get());
            } else if (!wanted.get(i).what().equals(pieces.get(i).what())) {
                nodes.set(i, wanted.get(i).node().get());
            }
        }
        nodes.subList(wanted.size(), nodes.size()).clear();
        pieces = wanted;
        setVvalue(place);
    }

    /**
     * A part of the pane.
     *
     * @param what equal to another's when both look the same
     */
    private record Piece(Object what, Supplier<Node> node) {}

    /** What a button looks like; which command it runs is asked when it is pressed. */
    private record Look(String title, String key, boolean dangerous) {
        static Look of(Command command) {
            return new Look(command.title(), command.key(), command.dangerous());
        }
    }

    private List<Piece> pieces(Inspection now, List<Command> commands) {
        List<Piece> wanted = new ArrayList<>();
        if (now.title().isBlank()) {
            wanted.add(new Piece("", InspectorPane::hint));
        } else {
            wanted.add(new Piece(now.title(), () -> title(now.title())));
            if (!now.state().isBlank()) {
                wanted.add(new Piece(now.state(), () -> new StateBadge(now.state())));
            }
        }
        List<Look> looks = commands.stream().map(Look::of).toList();
        wanted.add(new Piece(looks, () -> buttons(looks)));
        for (Inspection.Part part : now.parts()) {
            if (!(part instanceof Inspection.Grid grid) || !grid.rows().isEmpty()) {
                wanted.add(new Piece(part, () -> InspectorParts.node(part)));
            }
        }
        return wanted;
    }

    private static Node hint() {
        Label hint = new Label("Choose a row to see all of it here, and what can be done with it.");
        hint.setWrapText(true);
        hint.getStyleClass().add(Styles.TEXT_MUTED);
        return hint;
    }

    private static Node title(String text) {
        Label title = new Label(text);
        title.setWrapText(true);
        title.getStyleClass().add(Styles.TITLE_4);
        return title;
    }

    private Node buttons(List<Look> looks) {
        FlowPane buttons = new FlowPane(6, 6);
        for (Look look : looks) {
            Button button = new Button(look.title());
            button.setId("do-" + look.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"));
            button.getStyleClass().add(Styles.SMALL);
            if (look.dangerous()) {
                button.getStyleClass().addAll(Styles.DANGER, Styles.BUTTON_OUTLINED);
            }
            if (!look.key().isBlank()) {
                button.setTooltip(new Tooltip(look.title() + "   " + look.key()));
            }
            button.setOnAction(event -> run(look));
            buttons.getChildren().add(button);
        }
        buttons.setManaged(!looks.isEmpty());
        return buttons;
    }

    private void run(Look look) {
        feature.commandsProperty().get().stream()
                .filter(command -> Look.of(command).equals(look))
                .findFirst()
                .ifPresent(command -> command.run().run());
    }
}
