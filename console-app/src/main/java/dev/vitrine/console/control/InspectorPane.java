package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Inspection;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** Tells all of what is chosen in a view, with a button for each thing that may be done. */
public final class InspectorPane extends ScrollPane {
    private final Feature feature;
    private final VBox content = new VBox(10);

    public InspectorPane(Feature feature) {
        this.feature = feature;
        setId("inspector");
        getStyleClass().add("inspector");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        content.setPadding(new Insets(12));
        setContent(content);
        feature.inspectionProperty().addListener((property, before, now) -> show());
        feature.commandsProperty().addListener((property, before, now) -> show());
        show();
    }

    private void show() {
        Inspection now = feature.inspectionProperty().get();
        double place = getVvalue();
        content.getChildren().clear();
        if (now.title().isBlank()) {
            Label hint = new Label("Choose a row to see all of it here, and what can be done with it.");
            hint.setWrapText(true);
            hint.getStyleClass().add(Styles.TEXT_MUTED);
            content.getChildren().add(hint);
        } else {
            Label title = new Label(now.title());
            title.setWrapText(true);
            title.getStyleClass().add(Styles.TITLE_4);
            content.getChildren().add(title);
            if (!now.state().isBlank()) {
                content.getChildren().add(new StateBadge(now.state()));
            }
        }
        content.getChildren().add(buttons(feature.commandsProperty().get()));
        for (Inspection.Part part : now.parts()) {
            if (!(part instanceof Inspection.Grid grid) || !grid.rows().isEmpty()) {
                content.getChildren().add(InspectorParts.node(part));
            }
        }
        setVvalue(place);
    }

    private static Node buttons(List<Command> commands) {
        FlowPane buttons = new FlowPane(6, 6);
        for (Command command : commands) {
            Button button = new Button(command.title());
            button.setId(
                    "do-" + command.title().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-"));
            button.getStyleClass().add(Styles.SMALL);
            if (command.dangerous()) {
                button.getStyleClass().addAll(Styles.DANGER, Styles.BUTTON_OUTLINED);
            }
            if (!command.key().isBlank()) {
                button.setTooltip(new javafx.scene.control.Tooltip(command.title() + "   " + command.key()));
            }
            button.setOnAction(event -> command.run().run());
            buttons.getChildren().add(button);
        }
        buttons.setManaged(!commands.isEmpty());
        return buttons;
    }
}
