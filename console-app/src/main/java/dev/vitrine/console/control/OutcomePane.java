package dev.vitrine.console.control;

import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.action.PlanOutcome;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What became of each step of a plan that ended after its session. */
public final class OutcomePane extends VBox {
    public OutcomePane(PlanOutcome outcome, Runnable close) {
        super(10);
        setId("outcome");
        setPadding(new Insets(16));
        StepGrid grid = new StepGrid();
        for (ActionRecord record : outcome.records()) {
            grid.add(
                    record.target(),
                    record.before(),
                    record.after(),
                    new ReadOnlyStringWrapper(record.done() ? "done" : "failed: " + record.message()));
        }
        Button done = new Button("Close");
        done.setId("outcome-close");
        done.setOnAction(event -> close.run());
        HBox buttons = new HBox(done);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        new PlanHead(
                                outcome.title(),
                                outcome.where(),
                                "It ended after the switch to this cloud. Its actions are written down in Activity there."),
                        grid,
                        buttons);
    }
}
