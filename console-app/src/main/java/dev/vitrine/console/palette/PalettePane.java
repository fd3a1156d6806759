package dev.vitrine.console.palette;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.Command;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A field to type into, and what was found below it. */
public final class PalettePane extends VBox {
    private final ListView<Command> list;
    private final TextField field = new TextField();
    private final Runnable close;

    public PalettePane(PaletteViewModel model, Runnable close) {
        super(8);
        this.close = close;
        this.list = new ListView<>(model.found());
        setId("palette");
        setPadding(new Insets(12));
        field.setId("palette-text");
        field.setPromptText("What do you want to do?");
        // A listener, since a bidirectional binding would let go of the model.
        field.textProperty().addListener((property, before, now) -> {
            model.typedProperty().set(now);
            list.getSelectionModel().selectFirst();
        });
        field.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case DOWN -> move(1);
                case UP -> move(-1);
                case ENTER -> run();
                default -> {
                    return;
                }
            }
            event.consume();
        });
        list.setId("palette-list");
        list.setPrefHeight(340);
        list.setCellFactory(view -> new CommandCell());
        list.setOnMouseClicked(event -> run());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                run();
            }
        });
        list.getSelectionModel().selectFirst();
        getChildren().addAll(field, list);
    }

    /** Puts the cursor where one types. */
    public void begin() {
        Platform.runLater(field::requestFocus);
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (size > 0) {
            int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
            list.getSelectionModel().select(next);
            list.scrollTo(next);
        }
    }

    private void run() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            close.run();
            chosen.run().run();
        }
    }

    private static final class CommandCell extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label title = new Label(command.title());
            if (command.dangerous()) {
                title.getStyleClass().add(Styles.DANGER);
            }
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            Label key = new Label(command.key());
            key.getStyleClass().add("key");
            key.setVisible(!command.key().isBlank());
            HBox row = new HBox(8, title, space, key);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
