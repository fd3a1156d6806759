package dev.vitrine.console.log;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.log.tail.Completeness;
import java.time.ZoneId;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** Below a log: how complete its lines are, what is wrong, and what came of the last thing done with them. */
final class LogStateLine extends HBox {
    private final Label badge = new Label();
    private final Tooltip explanation = new Tooltip();
    private final Label told = new Label();

    LogStateLine(LogViewModel model) {
        super(16);
        badge.setId("log-badge");
        badge.setTooltip(explanation);
        badge.setMinWidth(0);
        model.completenessProperty().subscribe(this::show);
        Label status = new Label();
        status.setId("log-status");
        status.textProperty().bind(model.statusProperty());
        status.getStyleClass().add(Styles.TEXT_MUTED);
        told.setId("log-told");
        Label problem = new Label();
        problem.setId("log-problem");
        problem.getStyleClass().add(Styles.DANGER);
        problem.textProperty().bind(model.problemProperty());
        Label note = new Label(model.target().note());
        note.setId("log-note");
        note.setManaged(!note.getText().isBlank());
        getChildren().addAll(badge, note, status, problem, told);
        for (Node label : getChildren()) {
            label.getStyleClass().add(Styles.TEXT_SMALL);
        }
        setPadding(new Insets(4, 8, 4, 8));
        setAlignment(Pos.CENTER_LEFT);
    }

    /** Says what came of something. */
    void tell(String outcome) {
        told.setText(outcome);
    }

    private void show(Completeness now) {
        badge.setText("● " + now.text(ZoneId.systemDefault()));
        badge.getStyleClass().removeAll(Styles.SUCCESS, Styles.DANGER, Styles.ACCENT);
        badge.getStyleClass()
                .add(
                        switch (now.kind()) {
                            case READING -> Styles.ACCENT;
                            case COMPLETE -> Styles.SUCCESS;
                            case GAP -> Styles.DANGER;
                        });
        explanation.setText(now.explanation(ZoneId.systemDefault()));
    }
}
