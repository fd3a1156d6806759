package dev.vitrine.console.launch;

import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.console.control.FilteredTable;
import dev.vitrine.console.control.FormPane;
import dev.vitrine.console.control.LiveTable;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Texts;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;

/** The definitions, and below them the form for the chosen one. */
public final class LaunchView {
    private LaunchView() {}

    /** The definitions of a model. */
    public static FilteredTable<TaskDefinitionDetail> definitions(LaunchViewModel model) {
        LiveTable<TaskDefinitionDetail> table = new LiveTable<>(
                        "definitions",
                        model.definitions(),
                        "Nothing can be run yet. Publish a prototype (make publish) or deploy the stack.")
                .column("Family", 200, TaskDefinitionDetail::family)
                .numbers("Revision", 88, detail -> String.valueOf(detail.revision()), TaskDefinitionDetail::revision)
                .column("Image", 200, detail -> Texts.tag(detail.image()))
                .numbers(
                        "vCPU",
                        60,
                        detail -> String.valueOf(detail.cpuUnits() / 1024.0),
                        TaskDefinitionDetail::cpuUnits)
                .numbers("MB", 70, detail -> Texts.number(detail.memoryMb()), TaskDefinitionDetail::memoryMb)
                .column("Command", 240, detail -> String.join(" ", detail.command()));
        table.onChosen(model::choose);
        return new FilteredTable<>("Launch", model.definitions(), table, model.statusProperty());
    }

    /** The form of a model. */
    public static ScrollPane form(LaunchViewModel model) {
        StackPane holder = new StackPane();
        model.formProperty().subscribe(form -> fill(holder, model, form));
        ScrollPane scroll = new ScrollPane(holder);
        scroll.setFitToWidth(true);
        scroll.setId("launch-form");
        return scroll;
    }

    private static void fill(StackPane holder, LaunchViewModel model, Optional<Form> form) {
        if (form.isEmpty()) {
            Label hint = new Label("Choose above what to run.");
            hint.setPadding(new javafx.geometry.Insets(24));
            holder.getChildren().setAll(hint);
            return;
        }
        FormPane pane = new FormPane(form.get(), false, () -> {});
        pane.onTyped(model::estimate);
        holder.getChildren().setAll(pane);
    }
}
