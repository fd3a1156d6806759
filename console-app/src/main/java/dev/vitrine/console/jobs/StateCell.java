package dev.vitrine.console.jobs;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Tooltip;

/** The state in a colour that fits, with the reason of a failure as its tip. */
final class StateCell extends JobCell {
    @Override
    void show(JobRow row) {
        setText(row.job().state().name());
        getStyleClass().removeAll(Styles.SUCCESS, Styles.DANGER, Styles.ACCENT, Styles.TEXT_MUTED);
        getStyleClass()
                .add(
                        switch (row.job().state()) {
                            case QUEUED, CANCELLED -> Styles.TEXT_MUTED;
                            case RUNNING -> Styles.ACCENT;
                            case SUCCEEDED -> Styles.SUCCESS;
                            case FAILED -> Styles.DANGER;
                        });
        setTooltip(row.job().reason().map(Tooltip::new).orElse(null));
    }
}
