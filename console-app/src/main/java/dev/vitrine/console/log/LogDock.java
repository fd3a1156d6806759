package dev.vitrine.console.log;

import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;

/** The open logs. */
public final class LogDock extends BorderPane {
    public LogDock(LogDockViewModel model) {
        ListView<LogTarget> list = new ListView<>(model.targets());
        list.setPlaceholder(new Label("No log is open."));
        setCenter(list);
    }
}
