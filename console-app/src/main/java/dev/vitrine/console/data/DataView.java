package dev.vitrine.console.data;

import dev.vitrine.common.operation.StoredObject;
import dev.vitrine.console.control.FilteredTable;
import dev.vitrine.console.control.LiveTable;
import dev.vitrine.console.control.StateBadge;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.Texts;
import java.time.Instant;
import java.util.Comparator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;

/** Two tabs: the bucket and the table. */
public final class DataView {
    private final FilteredTable<StoredObject> bucket;
    private final FilteredTable<ItemRow> table;
    private final TabPane tabs;

    public DataView(DataViewModel model) {
        bucket = bucket(model.bucket());
        table = table(model.table());
        Tab first = tab("Bucket", bucket);
        Tab second = tab("Table", table);
        tabs = new TabPane(first, second);
        tabs.setId("data-tabs");
        tabs.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> model.turn(second.equals(now)));
    }

    public Node node() {
        return tabs;
    }

    public void focusFilter() {
        shown().focusFilter();
    }

    public void focus() {
        shown().table().requestFocus();
    }

    private FilteredTable<?> shown() {
        return tabs.getSelectionModel().getSelectedIndex() == 0 ? bucket : table;
    }

    private static Tab tab(String title, Node content) {
        Tab tab = new Tab(title, content);
        tab.setClosable(false);
        return tab;
    }

    private static Label place(String id, ReadOnlyStringProperty text) {
        Label label = new Label();
        label.setId(id);
        label.textProperty().bind(text);
        return label;
    }

    private static FilteredTable<StoredObject> bucket(BucketViewModel model) {
        LiveTable<StoredObject> rows = new LiveTable<>("objects", model.rows(), "Nothing lies here.")
                .ordered(
                        "Key",
                        460,
                        object -> object.key(),
                        Comparator.comparing((StoredObject object) -> !object.isFolder())
                                .thenComparing(StoredObject::key))
                .numbers(
                        "Size", 90, object -> object.isFolder() ? "" : Texts.bytes(object.bytes()), StoredObject::bytes)
                .ordered(
                        "Changed",
                        160,
                        object -> Texts.time(object.modifiedAt()),
                        Comparator.comparing(object -> object.modifiedAt().orElse(Instant.EPOCH)));
        rows.onChosen(model::choose);
        Runnable open = () -> {
            LiveRow<StoredObject> chosen = rows.getSelectionModel().getSelectedItem();
            if (chosen != null && chosen.value().isFolder()) {
                model.go(chosen.value().key());
            }
        };
        rows.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                open.run();
            }
        });
        rows.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open.run();
            }
        });
        return new FilteredTable<>(
                "Bucket", model.rows(), rows, model.statusProperty(), place("bucket-place", model.placeProperty()));
    }

    private static FilteredTable<ItemRow> table(TableViewModel model) {
        LiveTable<ItemRow> rows = new LiveTable<>(
                        "items", model.rows(), "No item has this key. Press Q for another query.")
                .column("Key", 230, ItemRow::pk)
                .column("Sort key", 150, ItemRow::sk)
                .nodes("State", 104, Comparator.comparing(ItemRow::state), StateBadge::new, (badge, row) -> {
                    badge.show(row.state());
                    badge.setVisible(!row.state().isBlank());
                })
                .column("Attributes", 520, ItemRow::rest);
        rows.onChosen(model::choose);
        return new FilteredTable<>(
                "Table", model.rows(), rows, model.statusProperty(), place("table-question", model.questionProperty()));
    }
}
