package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The questions of a form, one below the other, and a button. */
public final class FormPane extends VBox {
    private final Map<String, Supplier<String>> answers = new LinkedHashMap<>();
    private final Label problem = new Label();
    private final Form form;
    private final Runnable done;
    private Consumer<Map<String, String>> typed = given -> {};

    /**
     * A pane for a form.
     *
     * @param cancellable whether there is a button that gives up
     * @param done is run when the answers were taken, or given up
     */
    public FormPane(Form form, boolean cancellable, Runnable done) {
        super(8);
        this.form = form;
        this.done = done;
        setId("form");
        setPadding(new Insets(16));
        Label title = new Label(form.title());
        title.getStyleClass().add(Styles.TITLE_4);
        title.setWrapText(true);
        getChildren().add(title);
        if (!form.help().isBlank()) {
            getChildren().add(muted(form.help()));
        }
        form.questions().forEach(this::add);
        problem.setId("form-problem");
        problem.setWrapText(true);
        problem.getStyleClass().addAll("remark", "bad");
        problem.setManaged(false);
        problem.setVisible(false);
        getChildren().addAll(problem, buttons(cancellable));
    }

    private void add(Form.Question question) {
        Label label = new Label(question.label());
        Node control =
                switch (question) {
                    case Form.Text text -> text(text);
                    case Form.Choice choice -> choice(choice);
                    case Form.Check check -> check(check);
                };
        control.setId("answer-" + question.name());
        label.setLabelFor(control);
        if (!(question instanceof Form.Check)) {
            getChildren().add(label);
        }
        getChildren().add(control);
        if (!question.help().isBlank()) {
            getChildren().add(muted(question.help()));
        }
    }

    private Node text(Form.Text question) {
        TextInputControl input;
        if (question.lines() > 1) {
            TextArea area = new TextArea(question.initial());
            area.setPrefRowCount(question.lines());
            area.getStyleClass().add("monospaced");
            area.addEventFilter(KeyEvent.KEY_PRESSED, event -> leave(area, event));
            input = area;
        } else {
            TextField field = new TextField(question.initial());
            field.setOnAction(event -> submit());
            input = field;
        }
        input.textProperty().addListener((property, before, now) -> typed.accept(answers()));
        answers.put(question.name(), () -> input.getText() == null ? "" : input.getText());
        return input;
    }

    /** Tab goes on, as everywhere: no value of a form has one in it. */
    private static void leave(TextArea area, KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        }
    }

    private Node choice(Form.Choice question) {
        ComboBox<Form.Option> box = new ComboBox<>();
        box.getItems().setAll(question.options());
        box.setMaxWidth(Double.MAX_VALUE);
        question.options().stream()
                .filter(option -> option.value().equals(question.initial()))
                .findFirst()
                .or(() -> question.options().stream().findFirst())
                .ifPresent(box::setValue);
        answers.put(question.name(), () -> Optional.ofNullable(box.getValue())
                .map(Form.Option::value)
                .orElse(""));
        return box;
    }

    private Node check(Form.Check question) {
        CheckBox box = new CheckBox(question.label());
        box.setSelected(Boolean.parseBoolean(question.initial()));
        answers.put(question.name(), () -> String.valueOf(box.isSelected()));
        return box;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        return label;
    }

    private Node buttons(boolean cancellable) {
        Button submit = new Button(form.button());
        submit.setId("form-submit");
        submit.getStyleClass().add(Styles.ACCENT);
        submit.setOnAction(event -> submit());
        HBox buttons = new HBox(8, submit);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        if (cancellable) {
            Button cancel = new Button("Cancel");
            cancel.setId("form-cancel");
            cancel.setOnAction(event -> done.run());
            buttons.getChildren().addFirst(cancel);
        }
        return buttons;
    }

    private void submit() {
        Optional<String> wrong = form.submit().apply(answers());
        problem.setText(wrong.orElse(""));
        problem.setManaged(wrong.isPresent());
        problem.setVisible(wrong.isPresent());
        if (wrong.isEmpty()) {
            done.run();
        }
    }

    /** Calls with what stands in the form whenever a text was changed. */
    public void onTyped(Consumer<Map<String, String>> told) {
        typed = told;
        told.accept(answers());
    }

    /** What stands in the form now. */
    public Map<String, String> answers() {
        Map<String, String> given = new LinkedHashMap<>();
        answers.forEach((name, answer) -> given.put(name, answer.get()));
        return given;
    }
}
