package dev.vitrine.console.action;

import dev.vitrine.console.kit.JsonLines;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Every action that was taken here, newest first, kept over restarts. What can be undone can be while the console runs. */
public final class ActionJournal {
    /** So many are kept. */
    public static final int MOST = 500;

    private final JsonLines<ActionRecord> file;
    private final ObservableList<ActionRecord> records = FXCollections.observableArrayList();
    private final Map<String, Supplier<ActionPlan>> undos = new HashMap<>();

    public ActionJournal(JsonLines<ActionRecord> file) {
        this.file = file;
        records.setAll(file.read().reversed());
    }

    public ObservableList<ActionRecord> records() {
        return records;
    }

    /** Keeps it at once, also when the session has ended meanwhile. On the thread that did it. */
    void write(ActionRecord record) {
        file.add(record);
    }

    /** Lists it. On the screen's thread. */
    void show(ActionRecord record, Optional<Supplier<ActionPlan>> undo) {
        records.addFirst(record);
        if (records.size() > MOST) {
            undos.remove(records.removeLast().id());
        }
        if (record.done()) {
            undo.ifPresent(plan -> undos.put(record.id(), plan));
        }
    }

    /** What would take an action back. */
    public Optional<ActionPlan> undo(ActionRecord record) {
        return Optional.ofNullable(undos.get(record.id())).map(Supplier::get);
    }

    public boolean canUndo(ActionRecord record) {
        return undos.containsKey(record.id());
    }
}
