package dev.vitrine.console;

import atlantafx.base.controls.ModalPane;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.control.FormPane;
import dev.vitrine.console.control.PlanPane;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** What stands over everything else, one thing at a time: forms and plans as they come, and whatever else is shown. */
final class Overlay {
    private final Workbench bench;
    private final ModalPane modal = new ModalPane();
    private Over over = Over.NOTHING;

    private enum Over {
        NOTHING,
        FORM,
        PLAN,
        OTHER
    }

    /** @param back gives the keyboard back when nothing is shown any more */
    Overlay(Workbench bench, Runnable back) {
        this.bench = bench;
        modal.setId("modal");
        // Tab stops at what is seen alone.
        modal.setFocusTraversable(false);
        // At once: what is shown while another goes away must not go away with it.
        modal.setInTransitionFactory(null);
        modal.setOutTransitionFactory(null);
        follow();
        modal.displayProperty().addListener((property, before, displayed) -> {
            if (!displayed) {
                gone();
                back.run();
            }
        });
    }

    Node node() {
        return modal;
    }

    boolean isShown() {
        return modal.isDisplay();
    }

    private void follow() {
        bench.desk()
                .formProperty()
                .addListener((property, before, now) -> now.ifPresentOrElse(
                        form -> show(new FormPane(form, true, bench.desk()::closeForm), 560, Over.FORM),
                        () -> hide(Over.FORM)));
        bench.plans().planProperty().addListener((property, before, now) -> now.filter(ActionPlan::dangerous)
                .ifPresentOrElse(this::showPlan, () -> hide(Over.PLAN)));
        bench.plans().finishedProperty().addListener((property, before, done) -> showFailed());
    }

    /** A plan that was not shown and failed; not while a form is filled in. */
    private void showFailed() {
        if (bench.plans().finishedProperty().get() && bench.plans().isSeen() && !isAsking()) {
            bench.plans().planProperty().get().ifPresent(this::showPlan);
        }
    }

    /** Whether it waits for what a person says. */
    boolean isAsking() {
        return over == Over.FORM || over == Over.PLAN;
    }

    private void gone() {
        modal.setContent(null);
        Over was = over;
        over = Over.NOTHING;
        if (was == Over.FORM) {
            bench.desk().closeForm();
            Platform.runLater(this::showFailed);
        } else if (was == Over.PLAN) {
            bench.plans().dismiss();
        }
    }

    private void showPlan(ActionPlan plan) {
        show(new PlanPane(bench.plans(), plan), 760, Over.PLAN);
    }

    /** Shows a node of at most that width. */
    void show(Node node, double width) {
        show(node, width, Over.OTHER);
    }

    private void show(Node node, double width, Over what) {
        over = what;
        StackPane card = new StackPane(node);
        card.getStyleClass().add("card");
        card.setMaxSize(width, Region.USE_PREF_SIZE);
        card.setMinWidth(Math.min(width, 300));
        card.addEventHandler(KeyEvent.KEY_PRESSED, Overlay::pressFocused);
        modal.show(card);
        Platform.runLater(() -> focusable(node).ifPresent(Node::requestFocus));
    }

    /** Enter presses the button that has the keyboard. */
    private static void pressFocused(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
            button.fire();
            event.consume();
        }
    }

    /** The first place for the keyboard in a node. */
    private static Optional<Node> focusable(Node node) {
        if (node.isFocusTraversable() && !(node instanceof ScrollPane)) {
            return Optional.of(node).filter(found -> !found.isDisabled() && found.isVisible());
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .map(Overlay::focusable)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    void hide() {
        if (modal.isDisplay()) {
            modal.hide(true);
        }
    }

    private void hide(Over what) {
        if (over == what) {
            hide();
        }
    }
}
