package dev.vitrine.console;

import atlantafx.base.controls.ModalPane;
import atlantafx.base.theme.Styles;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.control.FormPane;
import dev.vitrine.console.control.HeaderBar;
import dev.vitrine.console.control.InspectorPane;
import dev.vitrine.console.control.PlanPane;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.palette.PalettePane;
import dev.vitrine.console.palette.PaletteViewModel;
import dev.vitrine.console.session.Standing;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The window's content: header, banner, the seven views with the inspector at the right, the log dock at the bottom. */
final class Shell extends StackPane {
    private static final double VIEW_SHARE = 0.69;
    /** From this age on it is told. */
    private static final Duration OLD = Duration.ofMinutes(1);

    private final Workbench bench;
    private final ShellCommands commands;
    private final HeaderBar header;
    private final Node logDock;
    private final ModalPane modal = new ModalPane();
    private final StackPane view = new StackPane();
    private final StackPane inspected = new StackPane();
    private final SplitPane sides = new SplitPane(view, inspected);
    private final SplitPane stacked = new SplitPane();
    private final Map<ViewKind, Page> pages = new EnumMap<>(ViewKind.class);
    private final Map<ViewKind, ToggleButton> tabs = new EnumMap<>(ViewKind.class);
    private final Map<ViewKind, InspectorPane> inspectors = new EnumMap<>(ViewKind.class);
    private final Label asOf = new Label();
    private final Toasts toasts = new Toasts();
    private ViewKind current = ViewKind.activity;
    private Over over = Over.NOTHING;

    /** What stands over everything else. */
    private enum Over {
        NOTHING,
        FORM,
        PLAN,
        OTHER
    }

    /**
     * The content for a session.
     *
     * @param window what the window itself can do
     */
    Shell(Workbench bench, Node logDock, ShellCommands.Window window) {
        this.bench = bench;
        this.logDock = logDock;
        this.commands = new ShellCommands(this, window);
        this.header = new HeaderBar(bench.session(), commands::switchCloud, this::openPalette, window::toggleTheme);
        setId("shell");
        bench.pages().forEach(page -> {
            pages.put(page.kind(), page);
            inspectors.put(page.kind(), new InspectorPane(page.feature()));
        });
        stacked.setOrientation(Orientation.VERTICAL);
        stacked.getItems().add(sides);
        sides.setDividerPositions(VIEW_SHARE);
        SplitPane.setResizableWithParent(inspected, false);
        BorderPane content = new BorderPane(stacked);
        content.setLeft(navigation());
        content.setTop(new VBox(header, banner()));
        content.setBottom(footer());
        modal.setId("modal");
        // At once: what is shown while another goes away must not go away with it.
        modal.setInTransitionFactory(null);
        modal.setOutTransitionFactory(null);
        getChildren().addAll(content, toasts, modal);
        follow();
    }

    private Node navigation() {
        VBox bar = new VBox(2);
        bar.setId("navigation");
        bar.getStyleClass().add("navigation");
        bar.setPadding(new Insets(8));
        ToggleGroup group = new ToggleGroup();
        for (Page page : bench.pages()) {
            ToggleButton tab = new ToggleButton(page.kind().title());
            tab.setId("view-" + page.kind());
            tab.setToggleGroup(group);
            tab.setMaxWidth(Double.MAX_VALUE);
            tab.setAlignment(Pos.CENTER_LEFT);
            Label key = new Label(page.kind().key());
            key.getStyleClass().add("key");
            tab.setGraphic(key);
            tab.setOnAction(event -> open(page.kind()));
            tabs.put(page.kind(), tab);
            bar.getChildren().add(tab);
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Button keys = new Button("Keys   ?");
        keys.setId("keys");
        keys.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        keys.setOnAction(event -> commands.showKeys());
        bar.getChildren().addAll(space, keys);
        return bar;
    }

    private Node banner() {
        Label text = new Label();
        text.setId("problem");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.textProperty().bind(bench.session().bannerProperty());
        HBox.setHgrow(text, Priority.ALWAYS);
        Button act = new Button();
        act.setId("problem-act");
        act.setMinWidth(Region.USE_PREF_SIZE);
        act.setOnAction(event -> commands.signIn());
        bench.session()
                .standingProperty()
                .subscribe(now -> act.setText(now instanceof Standing.SignedOut ? "Sign in" : "Try now"));
        HBox banner = new HBox(12, text, act);
        banner.getStyleClass().add("banner");
        banner.setAlignment(Pos.CENTER_LEFT);
        banner.visibleProperty().bind(bench.session().bannerProperty().isNotEmpty());
        banner.managedProperty().bind(banner.visibleProperty());
        return banner;
    }

    private Node footer() {
        Label notice = new Label();
        notice.setId("notice");
        notice.textProperty().bind(bench.plans().noticeProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        asOf.setId("as-of");
        pages.values().forEach(page -> page.feature().asOfProperty().subscribe(now -> showAge()));
        HBox footer = new HBox(12, notice, space, asOf);
        footer.getStyleClass().addAll("footer", Styles.TEXT_SMALL);
        footer.setPadding(new Insets(4, 12, 4, 12));
        return footer;
    }

    /** Shows forms and plans as they come. */
    private void follow() {
        bench.desk()
                .formProperty()
                .addListener((property, before, now) -> now.ifPresentOrElse(
                        form -> show(new FormPane(form, true, bench.desk()::closeForm), 560, Over.FORM),
                        () -> hide(Over.FORM)));
        bench.plans().planProperty().addListener((property, before, now) -> now.filter(ActionPlan::dangerous)
                .ifPresentOrElse(this::showPlan, () -> hide(Over.PLAN)));
        bench.plans().finishedProperty().addListener((property, before, done) -> {
            if (done && bench.plans().isSeen() && over != Over.PLAN) {
                bench.plans().planProperty().get().ifPresent(this::showPlan);
            }
        });
        modal.displayProperty().addListener((property, before, displayed) -> {
            if (!displayed) {
                modal.setContent(null);
                Over was = over;
                over = Over.NOTHING;
                if (was == Over.FORM) {
                    bench.desk().closeForm();
                } else if (was == Over.PLAN) {
                    bench.plans().dismiss();
                }
                page().focus().run();
            }
        });
    }

    private void showPlan(ActionPlan plan) {
        show(new PlanPane(bench.plans(), plan), 760, Over.PLAN);
    }

    /** Says when what is seen was read, and how long ago that is. */
    void showAge() {
        Duration age = page().feature()
                .asOfProperty()
                .get()
                .map(at -> Duration.between(at, bench.workspace().clock().instant()))
                .orElse(Duration.ZERO);
        asOf.setText(page().feature()
                        .asOfProperty()
                        .get()
                        .map(at -> "as of " + Texts.time(at))
                        .orElse("")
                + (age.compareTo(OLD) < 0 ? "" : ", " + Texts.duration(age) + " ago"));
    }

    Workbench bench() {
        return bench;
    }

    ShellCommands commands() {
        return commands;
    }

    HeaderBar header() {
        return header;
    }

    Toasts toasts() {
        return toasts;
    }

    Page page() {
        return java.util.Objects.requireNonNull(pages.get(current));
    }

    boolean hasModal() {
        return modal.isDisplay();
    }

    /** Shows a node over everything else. */
    void show(Node node, double width) {
        show(node, width, Over.OTHER);
    }

    private void show(Node node, double width, Over what) {
        over = what;
        StackPane card = new StackPane(node);
        card.getStyleClass().add("card");
        card.setMaxSize(width, Region.USE_PREF_SIZE);
        card.setMinWidth(Math.min(width, 300));
        card.addEventHandler(KeyEvent.KEY_PRESSED, Shell::pressFocused);
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
                        .map(Shell::focusable)
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

    void openPalette() {
        PalettePane palette = new PalettePane(new PaletteViewModel(commands.all()), this::hide);
        show(palette, 560);
        palette.begin();
    }

    /** Opens one of the views. */
    void open(ViewKind kind) {
        Page page = pages.get(kind);
        if (page == null) {
            return;
        }
        Page before = pages.get(current);
        if (before != null && !view.getChildren().isEmpty()) {
            before.feature().shown(false);
        }
        current = kind;
        tabs.forEach((each, tab) -> tab.setSelected(each == kind));
        InspectorPane inspector = java.util.Objects.requireNonNull(inspectors.get(kind));
        view.getChildren().setAll(page.node());
        inspected.getChildren().setAll(inspector);
        page.feature().shown(true);
        showAge();
        page.focus().run();
    }

    void toggleInspector() {
        if (sides.getItems().remove(inspected)) {
            return;
        }
        double width = inspected.getWidth();
        sides.getItems().add(inspected);
        sides.setDividerPositions(1 - width / sides.getWidth());
    }

    void showLog(boolean wanted) {
        boolean there = stacked.getItems().contains(logDock);
        if (wanted && !there) {
            stacked.getItems().add(logDock);
            SplitPane.setResizableWithParent(logDock, false);
            stacked.setDividerPositions(0.62);
        } else if (!wanted && there) {
            stacked.getItems().remove(logDock);
        }
    }

    void toggleLog() {
        showLog(!stacked.getItems().contains(logDock));
    }

    /** Commands of the view that is open. */
    List<Command> pageCommands() {
        return page().feature().commandsProperty().get();
    }
}
