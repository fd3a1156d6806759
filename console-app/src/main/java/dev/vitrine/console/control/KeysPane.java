package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.Command;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Every key and what it does here and now. */
public final class KeysPane extends VBox {
    public KeysPane(List<Command> commands, Runnable close) {
        super(10);
        setId("keys-pane");
        setPadding(new Insets(16));
        Label title = new Label("Keys");
        title.getStyleClass().add(Styles.TITLE_4);
        GridPane grid = new GridPane(16, 6);
        int row = 0;
        for (Command command : commands) {
            Label key = new Label(command.key());
            key.getStyleClass().add("key");
            grid.addRow(row++, key, new Label(command.title()));
        }
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain");
        scroll.setPrefHeight(420);
        Button done = new Button("Close");
        done.setId("keys-close");
        done.setOnAction(event -> close.run());
        getChildren().addAll(title, scroll, done);
    }
}
