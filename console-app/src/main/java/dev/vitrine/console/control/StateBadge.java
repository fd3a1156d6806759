package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.scene.control.Label;

/** A state as a word in its colour: good, under way, bad, or over. */
public final class StateBadge extends Label {
    public StateBadge() {
        getStyleClass().add("badge");
    }

    public StateBadge(String state) {
        this();
        show(state);
    }

    public void show(String state) {
        setText(state);
        getStyleClass().removeAll(Styles.SUCCESS, Styles.ACCENT, Styles.DANGER, Styles.WARNING);
        switch (state.toUpperCase(Locale.ROOT)) {
            case "SUCCEEDED", "RUNNING", "ACTIVE", "COMPLETED", "DONE", "STEADY", "CHAMPION" ->
                getStyleClass().add(Styles.SUCCESS);
            case "QUEUED",
                    "PENDING",
                    "PROVISIONING",
                    "ACTIVATING",
                    "IN_PROGRESS",
                    "DEPLOYING",
                    "UPDATING",
                    "CHALLENGER" -> getStyleClass().add(Styles.ACCENT);
            case "FAILED", "UPDATE FAILED", "INACTIVE", "ERROR" ->
                getStyleClass().add(Styles.DANGER);
            case "STALLED", "DRAINING", "STOPPING", "DEACTIVATING", "IDLE" ->
                getStyleClass().add(Styles.WARNING);
            default -> {}
        }
    }
}
