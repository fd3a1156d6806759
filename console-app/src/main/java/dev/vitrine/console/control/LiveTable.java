package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.TextAlignment;

/** A table of live rows. What changes does not disturb what is selected, sorted, filtered or scrolled to. */
public final class LiveTable<T> extends TableView<LiveRow<T>> {
    /** An empty table; columns are added from left to right. */
    public LiveTable(String id, LiveRows<T> rows, String whenEmpty) {
        SortedList<LiveRow<T>> sorted = new SortedList<>(rows.filtered());
        setItems(sorted);
        sorted.comparatorProperty().bind(comparatorProperty());
        setId(id);
        setTableMenuButtonVisible(true);
        setAccessibleText(id);
        getStyleClass().addAll(Styles.STRIPED, Tweaks.EDGE_TO_EDGE, Styles.DENSE);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Label hint = new Label();
        hint.setWrapText(true);
        hint.setAlignment(Pos.CENTER);
        hint.setTextAlignment(TextAlignment.CENTER);
        hint.setMaxWidth(520);
        hint.getStyleClass().add(Styles.TEXT_MUTED);
        rows.filterProperty().addListener((property, before, typed) -> hint.setText(hint(rows, whenEmpty)));
        rows.all().addListener((ListChangeListener<LiveRow<T>>) change -> hint.setText(hint(rows, whenEmpty)));
        hint.setText(whenEmpty);
        setPlaceholder(hint);
    }

    private static String hint(LiveRows<?> rows, String whenEmpty) {
        return rows.all().isEmpty()
                ? whenEmpty
                : "No row fits \"" + rows.filterProperty().get() + "\". Press Escape in the filter to see all "
                        + rows.all().size() + ".";
    }

    /** Calls with the selected rows, whenever others are selected or one of them changes. */
    public void onChosen(Consumer<List<LiveRow<T>>> chosen) {
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<LiveRow<T>>)
                change -> chosen.accept(selected()));
    }

    private List<LiveRow<T>> selected() {
        return getSelectionModel().getSelectedItems().stream()
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** A column of texts that sorts as texts do. */
    public LiveTable<T> column(String title, double width, Function<T, String> text) {
        return add(title, width, text, Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER), Pos.CENTER_LEFT);
    }

    /** The same for long names: where there is no room, their middle is left out, since many begin alike. */
    public LiveTable<T> names(String title, double width, Function<T, String> text) {
        TableColumn<LiveRow<T>, LiveRow<T>> column =
                base(title, width, Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER));
        column.setCellFactory(any -> new LiveCell<>((cell, value) -> {
            cell.setText(text.apply(value));
            cell.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        }));
        getColumns().add(column);
        return this;
    }

    /** A column of texts that sorts by a number, and stands at the right. */
    public LiveTable<T> numbers(String title, double width, Function<T, String> text, ToDoubleFunction<T> number) {
        return add(title, width, text, Comparator.comparingDouble(number), Pos.CENTER_RIGHT);
    }

    /** A column of texts in an order of their own. */
    public LiveTable<T> ordered(String title, double width, Function<T, String> text, Comparator<T> order) {
        return add(title, width, text, order, Pos.CENTER_LEFT);
    }

    private LiveTable<T> add(String title, double width, Function<T, String> text, Comparator<T> order, Pos alignment) {
        TableColumn<LiveRow<T>, LiveRow<T>> column = base(title, width, order);
        column.setCellFactory(any -> new LiveCell<>((cell, value) -> {
            cell.setText(text.apply(value));
            cell.setAlignment(alignment);
        }));
        if (alignment == Pos.CENTER_RIGHT) {
            column.getStyleClass().add("numbers");
        }
        getColumns().add(column);
        return this;
    }

    /** A column whose cells hold a node of their own, made once a cell and filled for each row. */
    public <N extends Node> LiveTable<T> nodes(
            String title, double width, Comparator<T> order, Supplier<N> maker, BiConsumer<N, T> filler) {
        TableColumn<LiveRow<T>, LiveRow<T>> column = base(title, width, order);
        column.setCellFactory(any -> {
            N node = maker.get();
            return new LiveCell<>((cell, value) -> {
                filler.accept(node, value);
                cell.setGraphic(node);
            });
        });
        getColumns().add(column);
        return this;
    }

    private TableColumn<LiveRow<T>, LiveRow<T>> base(String title, double width, Comparator<T> order) {
        TableColumn<LiveRow<T>, LiveRow<T>> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> new javafx.beans.property.ReadOnlyObjectWrapper<>(features.getValue()));
        column.setComparator((one, other) -> order.compare(one.value(), other.value()));
        return column;
    }
}
