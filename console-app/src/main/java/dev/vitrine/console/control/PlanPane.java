package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.PlanViewModel;
import dev.vitrine.console.action.StepRow;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What is about to be changed, where, and from what to what; then how far each step is. */
public final class PlanPane extends VBox {
    public PlanPane(PlanViewModel model, ActionPlan plan) {
        super(10);
        setId("plan");
        setPadding(new Insets(16));
        getChildren().addAll(new PlanHead(plan.title(), model.where(), plan.effect()), steps(model));
        model.nameToType().ifPresent(name -> getChildren().add(typed(model, name)));
        getChildren().add(buttons(model, plan));
    }

    private static Node steps(PlanViewModel model) {
        StepGrid grid = new StepGrid();
        for (StepRow row : model.rows()) {
            grid.add(
                    row.step().target(),
                    row.step().before(),
                    row.step().after(),
                    row.progressProperty().map(PlanPane::text));
        }
        return grid;
    }

    private static String text(StepRow.Progress progress) {
        return switch (progress.state()) {
            case PLANNED -> "";
            case RUNNING -> "...";
            case DONE -> "done";
            case FAILED -> "failed: " + progress.message();
        };
    }

    private static Node typed(PlanViewModel model, String name) {
        TextField field = new TextField();
        field.setId("plan-name");
        field.textProperty().bindBidirectional(model.typedNameProperty());
        Label label = new Label("This is production. Type " + name + " to go on:");
        label.setLabelFor(field);
        label.getStyleClass().add(Styles.DANGER);
        return new VBox(4, label, field);
    }

    private static Node buttons(PlanViewModel model, ActionPlan plan) {
        Button cancel = new Button();
        cancel.setId("plan-cancel");
        cancel.textProperty()
                .bind(Bindings.when(model.startedProperty()).then("Close").otherwise("Cancel"));
        cancel.setOnAction(event -> model.dismiss());
        Button confirm = new Button(plan.title());
        confirm.setId("plan-confirm");
        confirm.getStyleClass().add(plan.dangerous() ? Styles.DANGER : Styles.ACCENT);
        confirm.disableProperty().bind(model.readyProperty().not());
        confirm.setOnAction(event -> model.confirm());
        HBox buttons = new HBox(8, cancel, confirm);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        return buttons;
    }
}
