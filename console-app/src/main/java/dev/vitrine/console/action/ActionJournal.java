package dev.vitrine.console.action;

import dev.vitrine.console.kit.StateFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Every action that was taken here, newest first, kept over restarts. What can be undone can be while the console runs. */
public final class ActionJournal {
    private static final String NAME = "actions";
    private static final int MOST = 500;

    private final StateFile state;
    private final ObservableList<ActionRecord> records = FXCollections.observableArrayList();
    private final Map<String, Supplier<ActionPlan>> undos = new HashMap<>();

    public ActionJournal(StateFile state) {
        this.state = state;
        state.list(NAME, ActionRecord.class).ifPresent(records::setAll);
    }

    public ObservableList<ActionRecord> records() {
        return records;
    }

    void add(ActionRecord record, Optional<Supplier<ActionPlan>> undo) {
        records.addFirst(record);
        if (records.size() > MOST) {
            undos.remove(records.removeLast().id());
        }
        if (record.done()) {
            undo.ifPresent(plan -> undos.put(record.id(), plan));
        }
        state.put(NAME, records);
        Thread _ = Thread.ofVirtual().start(state::save);
    }

    /** What would take an action back. */
    public Optional<ActionPlan> undo(ActionRecord record) {
        return Optional.ofNullable(undos.get(record.id())).map(Supplier::get);
    }

    public boolean canUndo(ActionRecord record) {
        return undos.containsKey(record.id());
    }
}
