package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.LiveRows;
import java.util.Locale;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A table under a heading with a filter and a line that says what is listed. */
public final class FilteredTable<T> extends BorderPane {
    private final LiveTable<T> table;
    private final TextField filter = new TextField();
    private final VBox top = new VBox();

    /** Extra nodes stand between filter and status. */
    public FilteredTable(
            String title, LiveRows<T> rows, LiveTable<T> table, ReadOnlyStringProperty listed, Node... extra) {
        this.table = table;
        String id = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        Label heading = new Label(title);
        heading.getStyleClass().add(Styles.TITLE_4);
        heading.setMinWidth(Region.USE_PREF_SIZE);
        filter.setId("filter-" + id);
        filter.setPromptText("Filter   /");
        filter.setTooltip(new Tooltip("Words, !word to exclude, /regex/"));
        filter.setPrefWidth(220);
        filter.setMinWidth(120);
        filter.textProperty().bindBidirectional(rows.filterProperty());
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                filter.clear();
                table.requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.DOWN) {
                table.requestFocus();
                event.consume();
            }
        });
        Tooltip told = new Tooltip();
        told.textProperty().bind(listed);
        Label status = new Label();
        status.setId("status-" + id);
        status.getStyleClass().add(Styles.TEXT_MUTED);
        status.setMinWidth(60);
        status.setTooltip(told);
        status.textProperty().bind(listed);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(10, heading, filter);
        bar.getChildren().addAll(extra);
        bar.getChildren().addAll(space, status);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(8, 12, 8, 12));
        top.getChildren().setAll(bar);
        setTop(top);
        setCenter(table);
    }

    /** Tells below the heading what is wrong, as long as something is. */
    public void warn(ReadOnlyStringProperty trouble) {
        Label warning = new Label();
        warning.setId("trouble-" + table.getId());
        warning.getStyleClass().add("trouble");
        warning.setWrapText(true);
        warning.setMaxWidth(Double.MAX_VALUE);
        warning.textProperty().bind(trouble);
        warning.visibleProperty().bind(trouble.isNotEmpty());
        warning.managedProperty().bind(warning.visibleProperty());
        top.getChildren().add(warning);
    }

    public LiveTable<T> table() {
        return table;
    }

    /** Puts the cursor into the filter. */
    public void focusFilter() {
        filter.requestFocus();
    }
}
