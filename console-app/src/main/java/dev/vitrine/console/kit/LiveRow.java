package dev.vitrine.console.kit;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One line of a list. It stays the same object while what it shows changes, so that selection and place stay too. */
public final class LiveRow<T> {
    private final String key;
    private final ReadOnlyObjectWrapper<T> value;

    LiveRow(String key, T value) {
        this.key = key;
        this.value = new ReadOnlyObjectWrapper<>(value);
    }

    void update(T now) {
        if (!value.get().equals(now)) {
            value.set(now);
        }
    }

    public String key() {
        return key;
    }

    public T value() {
        return value.get();
    }

    public ReadOnlyObjectProperty<T> valueProperty() {
        return value.getReadOnlyProperty();
    }
}
