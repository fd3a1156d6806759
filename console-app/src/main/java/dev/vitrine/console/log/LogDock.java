package dev.vitrine.console.log;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.kit.SaveDialog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.event.EventTarget;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The open logs, each on a tab or in a window of its own. */
public final class LogDock extends StackPane {
    private static final int TITLE_CHARS = 40;

    private final LogDockViewModel model;
    private final SaveDialog dialog;
    private final TabPane tabs = new TabPane();
    private final Map<LogViewModel, Tab> tabOf = new HashMap<>();
    private final Map<LogViewModel, Stage> windowOf = new HashMap<>();

    /** @param dialog asks where to keep lines */
    public LogDock(LogDockViewModel model, SaveDialog dialog) {
        this.model = model;
        this.dialog = dialog;
        setId("log-dock");
        Label empty = new Label("No log is open. Choose a run, a task or a service and open its log.");
        empty.getStyleClass().add(Styles.TEXT_MUTED);
        empty.setPadding(new Insets(16));
        empty.setWrapText(true);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.ALL_TABS);
        tabs.visibleProperty().bind(empty.visibleProperty().not());
        getChildren().addAll(empty, tabs);
        empty.visibleProperty().bind(javafx.beans.binding.Bindings.isEmpty(tabs.getTabs()));
        model.logs().forEach(this::add);
        model.logs().addListener((ListChangeListener<LogViewModel>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(this::remove);
                change.getAddedSubList().forEach(this::add);
            }
        });
        model.chosenProperty().addListener((property, before, now) -> now.ifPresent(this::choose));
        model.chosenProperty().get().ifPresent(this::choose);
        tabs.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> looksAt(now));
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .addListener((property, before, now) -> {
                    if (now != null && !now) {
                        Map.copyOf(windowOf).values().forEach(Stage::close);
                    }
                });
    }

    /** Whether this is in an open log, whose keys are its own. */
    public static boolean holds(EventTarget target) {
        for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at instanceof LogPane) {
                return true;
            }
        }
        return false;
    }

    private void add(LogViewModel log) {
        String title = log.target().title();
        Tab tab = new Tab(title.length() <= TITLE_CHARS ? title : title.substring(0, TITLE_CHARS - 1) + "…");
        tab.setTooltip(new Tooltip(title + "\n" + log.target().logGroup()));
        tab.setContent(new LogPane(log, dialog, () -> toggleWindow(log)));
        tab.setOnClosed(event -> model.close(log));
        tabOf.put(log, tab);
        tabs.getTabs().add(tab);
    }

    private void remove(LogViewModel log) {
        Tab tab = tabOf.remove(log);
        if (tab != null) {
            tabs.getTabs().remove(tab);
        }
        Optional.ofNullable(windowOf.get(log)).ifPresent(Stage::close);
    }

    private void choose(LogViewModel log) {
        Stage window = windowOf.get(log);
        if (window != null) {
            window.toFront();
        }
        Tab tab = tabOf.get(log);
        if (tab != null) {
            tabs.getSelectionModel().select(tab);
        }
        looksAt(tabs.getSelectionModel().getSelectedItem());
    }

    /** Logs that nobody sees are asked for less often. */
    private void looksAt(Tab tab) {
        tabOf.forEach((log, its) -> log.hidden(!its.equals(tab) && !windowOf.containsKey(log)));
        LogViewModel seen = tabOf.entrySet().stream()
                .filter(entry -> entry.getValue().equals(tab))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        model.chosenProperty().set(Optional.ofNullable(seen));
    }

    private void toggleWindow(LogViewModel log) {
        Stage open = windowOf.get(log);
        if (open != null) {
            open.close();
            return;
        }
        Tab tab = tabOf.get(log);
        if (tab == null || !(tab.getContent() instanceof LogPane pane)) {
            return;
        }
        Label elsewhere = new Label("This log is in a window of its own. Close that window to have it back here.");
        elsewhere.getStyleClass().add(Styles.TEXT_MUTED);
        tab.setContent(new StackPane(elsewhere));
        Stage window = new Stage();
        window.setTitle("Vitrine - log of " + log.target().title());
        window.setScene(new Scene(new StackPane(pane), 1_000, 600));
        window.setOnHidden(event -> {
            windowOf.remove(log);
            if (tabOf.containsKey(log)) {
                tab.setContent(pane);
            }
            looksAt(tabs.getSelectionModel().getSelectedItem());
        });
        windowOf.put(log, window);
        window.show();
        looksAt(tabs.getSelectionModel().getSelectedItem());
    }
}
