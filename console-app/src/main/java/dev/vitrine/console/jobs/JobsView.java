package dev.vitrine.console.jobs;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The table of jobs, with a banner above it while the cloud does not answer. */
public final class JobsView extends BorderPane {
    private final JobsViewModel model;

    /**
     * A view of this model.
     *
     * @param toggleTheme changes between light and dark
     */
    public JobsView(JobsViewModel model, Runnable toggleTheme) {
        this.model = model;
        setTop(new VBox(heading(toggleTheme), banner()));
        setCenter(table());
        setBottom(statusLine());
    }

    private HBox heading(Runnable toggleTheme) {
        Label title = new Label("Jobs");
        title.getStyleClass().add(Styles.TITLE_3);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button theme = new Button("Light / dark");
        theme.setId("theme");
        theme.setOnAction(event -> toggleTheme.run());
        HBox heading = new HBox(12, title, space, theme);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.setPadding(new Insets(12, 16, 12, 16));
        return heading;
    }

    private Label banner() {
        Label banner = new Label();
        banner.setId("problem");
        banner.setWrapText(true);
        banner.setMaxWidth(Double.MAX_VALUE);
        banner.setPadding(new Insets(8, 16, 8, 16));
        banner.setStyle("-fx-background-color: -color-danger-subtle; -fx-text-fill: -color-danger-fg;");
        banner.textProperty().bind(model.problemProperty());
        banner.visibleProperty().bind(model.problemProperty().isNotEmpty());
        banner.managedProperty().bind(banner.visibleProperty());
        return banner;
    }

    private Label statusLine() {
        Label status = new Label();
        status.setId("status");
        status.setPadding(new Insets(6, 16, 8, 16));
        status.getStyleClass().add(Styles.TEXT_MUTED);
        status.textProperty().bind(model.statusProperty());
        return status;
    }

    private TableView<JobRow> table() {
        SortedList<JobRow> sorted = new SortedList<>(model.rows());
        TableView<JobRow> table = new TableView<>(sorted);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setId("jobs");
        table.getStyleClass().addAll(Styles.STRIPED, Tweaks.EDGE_TO_EDGE);
        table.setPlaceholder(placeholder());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        addColumns(table);
        return table;
    }

    private static void addColumns(TableView<JobRow> table) {
        table.getColumns().add(column("Job", 210, row -> row.job().id()));
        table.getColumns().add(column("Prototype", 120, row -> row.job().prototype()));
        TableColumn<JobRow, JobRow> state = rowColumn("State", 110);
        state.setCellFactory(column -> new StateCell());
        state.setComparator(java.util.Comparator.comparing(row -> row.job().state()));
        table.getColumns().add(state);
        TableColumn<JobRow, JobRow> progress = rowColumn("Progress", 290);
        progress.setCellFactory(column -> new ProgressCell());
        progress.setComparator(java.util.Comparator.comparingDouble(JobRow::progress));
        table.getColumns().add(progress);
        TableColumn<JobRow, JobRow> rejects = rowColumn("Rejects", 90);
        rejects.setCellFactory(column -> new TextCell(JobRow::rejectsText));
        rejects.setComparator(
                java.util.Comparator.comparingLong(row -> row.job().progress().rejects()));
        table.getColumns().add(rejects);
        table.getColumns().add(column("Submitted", 160, JobRow::submittedText));
        table.getColumns().add(column("By", 120, row -> row.job().owner()));
    }

    private Label placeholder() {
        Label empty = new Label();
        empty.textProperty()
                .bind(Bindings.when(model.statusProperty().isEqualTo("No jobs"))
                        .then("No jobs yet. Upload a table on a prototype's page, and it appears here.")
                        .otherwise(model.statusProperty()));
        return empty;
    }

    private static TableColumn<JobRow, String> column(String title, double width, Function<JobRow, String> text) {
        TableColumn<JobRow, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> text(features.getValue(), text));
        return column;
    }

    private static ObservableValue<String> text(JobRow row, Function<JobRow, String> text) {
        return row.jobProperty().map(job -> text.apply(row));
    }

    /** A column whose cells show several properties of the row. */
    private static TableColumn<JobRow, JobRow> rowColumn(String title, double width) {
        TableColumn<JobRow, JobRow> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> new javafx.beans.property.ReadOnlyObjectWrapper<>(features.getValue()));
        return column;
    }
}
