package dev.vitrine.console.action;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A step of the plan that a person sees, and how far it is. */
public final class StepRow {
    private final ActionStep step;
    private final ReadOnlyObjectWrapper<Progress> progress =
            new ReadOnlyObjectWrapper<>(new Progress(State.PLANNED, ""));

    /** How far a step is. */
    public enum State {
        PLANNED,
        RUNNING,
        DONE,
        FAILED
    }

    /** State, with what it made or why it failed. */
    public record Progress(State state, String message) {}

    StepRow(ActionStep step) {
        this.step = step;
    }

    public ActionStep step() {
        return step;
    }

    public Progress progress() {
        return progress.get();
    }

    public ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    void set(State state, String message) {
        progress.set(new Progress(state, message));
    }
}
