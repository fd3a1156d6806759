package dev.vitrine.console.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** Rows that are updated by difference, and filtered by what a person types. For one thread: the screen's. */
public final class LiveRows<T> {
    /** With more new and gone rows than this the list is replaced at once, which is quicker than one by one. */
    private static final int MANY = 200;

    private final Function<T, String> key;
    private final ObservableList<LiveRow<T>> all =
            FXCollections.observableArrayList(row -> new Observable[] {row.valueProperty()});
    private final FilteredList<LiveRow<T>> filtered = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty("");
    private final Map<String, LiveRow<T>> byKey = new HashMap<>();

    /**
     * Rows that are told apart by key.
     *
     * @param searched text of a row that the filter looks at
     */
    public LiveRows(Function<T, String> key, Function<T, String> searched) {
        this.key = key;
        filter.addListener((property, before, typed) -> {
            var test = RowFilter.parse(typed);
            filtered.setPredicate(typed.isBlank() ? null : row -> test.test(searched.apply(row.value())));
        });
    }

    /** Every row, in the order of the last {@link #show}. */
    public ObservableList<LiveRow<T>> all() {
        return all;
    }

    /** The rows that the filter lets through. */
    public ObservableList<LiveRow<T>> filtered() {
        return filtered;
    }

    /** What is typed; see {@link RowFilter}. */
    public StringProperty filterProperty() {
        return filter;
    }

    public Optional<LiveRow<T>> find(String rowKey) {
        return Optional.ofNullable(byKey.get(rowKey));
    }

    /** Makes these the rows; changes only what differs. */
    public void show(List<T> values) {
        List<LiveRow<T>> wanted = new ArrayList<>(values.size());
        Set<String> keys = new HashSet<>();
        int fresh = 0;
        for (T value : values) {
            String rowKey = key.apply(value);
            if (!keys.add(rowKey)) {
                continue;
            }
            LiveRow<T> row = byKey.get(rowKey);
            if (row == null) {
                row = new LiveRow<>(rowKey, value);
                byKey.put(rowKey, row);
                fresh++;
            } else {
                row.update(value);
            }
            wanted.add(row);
        }
        byKey.keySet().retainAll(keys);
        int gone = all.size() + fresh - wanted.size();
        if (fresh + gone > MANY) {
            all.setAll(wanted);
        } else {
            arrange(wanted, keys);
        }
    }

    private void arrange(List<LiveRow<T>> wanted, Set<String> keys) {
        all.removeIf(row -> !keys.contains(row.key()));
        for (int i = 0; i < wanted.size(); i++) {
            LiveRow<T> row = wanted.get(i);
            if (i >= all.size()) {
                all.add(row);
            } else if (all.get(i) != row) {
                if (all.subList(i, all.size()).contains(row)) {
                    all.setAll(wanted);
                    return;
                }
                all.add(i, row);
            }
        }
    }
}
