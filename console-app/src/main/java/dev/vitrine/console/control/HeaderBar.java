package dev.vitrine.console.control;

import atlantafx.base.theme.Styles;
import dev.vitrine.common.operation.Caller;
import dev.vitrine.console.kit.RateBudget;
import dev.vitrine.console.session.Session;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.Standing;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Which cloud this is, always in sight: endpoint, profile, account, role, region, and how much of the rates is used. */
public final class HeaderBar extends HBox {
    private static final double MOST_CHIP = 300;

    private final SessionViewModel model;
    private final Label standing = chip("standing", "");
    private final Label account = chip("account", "account ...");
    private final Label role = chip("role", "...");
    private final Label lock = new Label();
    private final Label calls = new Label();
    private final ProgressBar meter = new ProgressBar(0);
    private final Tooltip meterText = new Tooltip();

    public HeaderBar(SessionViewModel model, Runnable switchCloud, Runnable palette, Runnable theme) {
        super(8);
        this.model = model;
        setId("header");
        getStyleClass().add("header");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(6, 12, 6, 12));
        Session session = model.session();
        Label name = new Label("Vitrine");
        name.getStyleClass().addAll(Styles.TITLE_4, "product");
        name.setMinWidth(USE_PREF_SIZE);
        standing.setMinWidth(USE_PREF_SIZE);
        Button cloud = button("cloud", "Switch", "Another cloud   Ctrl+O", switchCloud);
        lock.setId("lock");
        lock.getStyleClass().addAll("badge", Styles.WARNING);
        lock.setVisible(session.production());
        lock.setManaged(session.production());
        // In a narrow window they take a second row: each can always be read.
        FlowPane which = new FlowPane(
                8,
                4,
                standing,
                chip("endpoint", session.endpoint()),
                chip("profile", session.profileText()),
                account,
                role,
                chip("region", session.region()),
                lock,
                cloud);
        which.setRowValignment(VPos.CENTER);
        which.setAlignment(Pos.CENTER_LEFT);
        which.setMinWidth(0);
        // As high as the rows that it has at its width, whatever width it would like; one row until that is known.
        which.setPrefWrapLength(1_000);
        which.widthProperty().addListener((property, before, width) -> which.setPrefWrapLength(width.doubleValue()));
        HBox.setHgrow(which, Priority.ALWAYS);
        getChildren()
                .addAll(
                        name,
                        which,
                        meter(),
                        button("open-palette", "Ctrl+K", "Everything that can be done", palette),
                        button("theme", "◐", "Light or dark   Ctrl+T", theme));
        model.standingProperty().addListener((property, before, now) -> show(now));
        model.readOnlyProperty().addListener((property, before, now) -> showLock());
        show(model.standingProperty().get());
        showLock();
    }

    private static Label chip(String id, String text) {
        Label chip = new Label(text);
        chip.setId("session-" + id);
        chip.getStyleClass().add("chip");
        chip.setMaxWidth(MOST_CHIP);
        chip.setTooltip(new Tooltip(id + ": " + text));
        return chip;
    }

    private static Button button(String id, String text, String hint, Runnable run) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        button.setTooltip(new Tooltip(hint));
        button.setOnAction(event -> run.run());
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private Node meter() {
        meter.setId("meter");
        meter.setPrefWidth(70);
        meter.getStyleClass().add("meter");
        calls.setId("calls");
        calls.setMinWidth(USE_PREF_SIZE);
        calls.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        HBox both = new HBox(6, meter, calls);
        both.setAlignment(Pos.CENTER_LEFT);
        Tooltip.install(both, meterText);
        return both;
    }

    private void showLock() {
        lock.setText(model.readOnlyProperty().get() ? "PRODUCTION, locked" : "PRODUCTION");
    }

    private void show(Standing now) {
        standing.getStyleClass().removeAll("good", "bad");
        switch (now) {
            case Standing.Asking asking -> standing.setText("connecting");
            case Standing.Verified verified -> {
                standing.setText("connected");
                standing.getStyleClass().add("good");
                show(verified.caller());
            }
            case Standing.SignedOut out -> {
                standing.setText("signed out");
                standing.getStyleClass().add("bad");
            }
            case Standing.Unreachable gone -> {
                standing.setText("no answer");
                standing.getStyleClass().add("bad");
            }
        }
    }

    private void show(Caller caller) {
        account.setText(caller.account());
        account.setTooltip(new Tooltip("account: " + caller.account()));
        role.setText(caller.name());
        role.setTooltip(new Tooltip("role: " + caller.arn()));
    }

    /** Shows how much of the rates is used now. */
    public void showUse(Map<String, RateBudget.Use> uses) {
        int lastMinute =
                uses.values().stream().mapToInt(RateBudget.Use::lastMinute).sum();
        double least =
                uses.values().stream().mapToDouble(RateBudget.Use::left).min().orElse(1);
        meter.setProgress(1 - least);
        calls.setText(lastMinute + " calls/min");
        meterText.setText(uses.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().lastMinute() + " in the last minute, "
                        + Math.round(100 * entry.getValue().left()) + " % of its budget left")
                .collect(Collectors.joining("\n", "Requests, held far under AWS's limits\n", "")));
    }
}
