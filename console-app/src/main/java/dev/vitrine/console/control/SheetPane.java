package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.vitrine.console.kit.Sheet;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.session.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
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

/** A large table, page by page. */
public final class SheetPane extends BorderPane {
    private final Sheet sheet;
    private final Workspace workspace;
    private final TableView<List<String>> table = new TableView<>();
    private final Label place = new Label();
    private final Button back = new Button("Back");
    private final Button next = new Button("Next");
    private long from = 1;

    /**
     * Shows the first page.
     *
     * @param chooser asks for a file to save into
     */
    public SheetPane(
            Sheet sheet,
            Workspace workspace,
            java.util.function.BiConsumer<String, Consumer<Path>> chooser,
            Runnable close) {
        this.sheet = sheet;
        this.workspace = workspace;
        setId("sheet");
        setPadding(new Insets(12));
        setPrefSize(980, 560);
        for (int column = 0; column < sheet.columns().size(); column++) {
            table.getColumns().add(column(sheet.columns().get(column), column));
        }
        table.setId("sheet-table");
        table.getStyleClass().addAll(Styles.STRIPED, Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        table.setPlaceholder(new Label("Fetching ..."));
        Label title = new Label(sheet.title());
        title.getStyleClass().add(Styles.TITLE_4);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        back.setOnAction(event -> go(from - Sheet.PAGE));
        next.setOnAction(event -> go(from + Sheet.PAGE));
        Button save = new Button("Save all");
        save.setId("sheet-save");
        save.setVisible(sheet.save().isPresent());
        save.setOnAction(event -> chooser.accept(sheet.fileName(), this::save));
        Button done = new Button("Close");
        done.setId("sheet-close");
        done.setOnAction(event -> close.run());
        HBox bar = new HBox(8, title, space, place, back, next, save, done);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(0, 0, 8, 0));
        setTop(bar);
        setCenter(table);
        go(1);
    }

    private static TableColumn<List<String>, String> column(String title, int index) {
        TableColumn<List<String>, String> column = new TableColumn<>(title);
        boolean sentences = title.equals("error") || title.equals("reason");
        column.setPrefWidth(sentences ? 320 : Math.clamp(title.length() * 9L + 30, 80, 240));
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(
                index < cell.getValue().size() ? cell.getValue().get(index) : ""));
        return column;
    }

    private void go(long start) {
        long first = Math.max(1, start);
        workspace.background(
                () -> sheet.page().page(first, Sheet.PAGE),
                rows -> {
                    from = first;
                    table.getItems().setAll(rows);
                    table.setPlaceholder(new Label("There is nothing here (yet)."));
                    place.setText(
                            rows.isEmpty()
                                    ? ""
                                    : "rows " + Texts.number(first) + " to " + Texts.number(first + rows.size() - 1)
                                            + " of " + Texts.number(sheet.rows()));
                    back.setDisable(first == 1);
                    next.setDisable(first + Sheet.PAGE > sheet.rows());
                },
                message -> {
                    if (table.getItems().isEmpty()) {
                        table.setPlaceholder(new Label("This cannot be shown: " + message));
                    } else {
                        place.setText("Not fetched: " + message);
                    }
                });
    }

    private void save(Path file) {
        sheet.save()
                .ifPresent(writer -> workspace.background(
                        () -> {
                            writer.accept(file);
                            return file;
                        },
                        saved -> place.setText("Saved in " + saved),
                        message -> place.setText("Not saved: " + message)));
    }
}
