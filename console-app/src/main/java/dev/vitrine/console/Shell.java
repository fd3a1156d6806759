package dev.vitrine.console;

import atlantafx.base.theme.Styles;
import dev.vitrine.console.action.PlanOutcome;
import dev.vitrine.console.control.HeaderBar;
import dev.vitrine.console.control.InspectorPane;
import dev.vitrine.console.control.OutcomePane;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.palette.PalettePane;
import dev.vitrine.console.palette.PaletteViewModel;
import dev.vitrine.console.session.Standing;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The window's content: header, banner, the seven views with the inspector at the right, the log dock at the bottom. */
final class Shell extends StackPane {
    private static final double VIEW_SHARE = 0.69;
    private static final double LEAST_INSPECTOR = 250;
    private static final double LEAST_VIEW = 320;
    /** From this age on it is told. */
    private static final Duration OLD = Duration.ofMinutes(1);

    private final Workbench bench;
    private final ShellCommands commands;
    private final HeaderBar header;
    private final Node logDock;
    private final Overlay overlay;
    private final StackPane view = new StackPane();
    private final StackPane inspected = new StackPane();
    private final SplitPane sides = new SplitPane(view, inspected);
    private final SplitPane stacked = new SplitPane();
    private final Map<ViewKind, ToggleButton> tabs = new EnumMap<>(ViewKind.class);
    private final Map<ViewKind, InspectorPane> inspectors = new EnumMap<>(ViewKind.class);
    private final Label asOf = new Label();
    private final Toasts toasts = new Toasts();
    private ViewKind current = ViewKind.activity;
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
        stacked.setOrientation(Orientation.VERTICAL);
        stacked.getItems().add(sides);
        sides.setDividerPositions(VIEW_SHARE);
        SplitPane.setResizableWithParent(inspected, false);
        inspected.setMinWidth(LEAST_INSPECTOR);
        view.setMinWidth(LEAST_VIEW);
        BorderPane content = new BorderPane(stacked);
        content.setLeft(navigation());
        content.setTop(new VBox(header, banner()));
        content.setBottom(footer());
        overlay = new Overlay(bench, () -> page().focus().run());
        getChildren().addAll(content, toasts, overlay.node());
    }

    private Node navigation() {
        VBox bar = new VBox(2);
        bar.setId("navigation");
        bar.getStyleClass().add("navigation");
        bar.setPadding(new Insets(8));
        ToggleGroup group = new ToggleGroup();
        for (ViewKind kind : ViewKind.values()) {
            ToggleButton tab = new ToggleButton(kind.title());
            tab.setId("view-" + kind);
            tab.setToggleGroup(group);
            tab.setMaxWidth(Double.MAX_VALUE);
            tab.setAlignment(Pos.CENTER_LEFT);
            Label key = new Label(kind.key());
            key.getStyleClass().add("key");
            tab.setGraphic(key);
            tab.setOnAction(event -> open(kind));
            tabs.put(kind, tab);
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
        HBox footer = new HBox(12, notice, space, asOf);
        footer.getStyleClass().addAll("footer", Styles.TEXT_SMALL);
        footer.setPadding(new Insets(4, 12, 4, 12));
        return footer;
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
                + (age.compareTo(OLD) < 0 ? "" : ", " + Texts.duration(age) + " ago")
                + wrongClock(bench.clock().ahead()));
    }

    private static String wrongClock(Duration ahead) {
        return ahead.isZero()
                ? ""
                : "   this computer's clock is " + Texts.duration(ahead.abs())
                        + (ahead.isNegative() ? " fast" : " slow");
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
        return bench.page(current);
    }

    /** Whether a form or a plan waits for the person. */
    boolean isAsking() {
        return overlay.isAsking();
    }

    boolean hasModal() {
        return overlay.isShown();
    }

    /** Shows a node over everything else. */
    void show(Node node, double width) {
        overlay.show(node, width);
    }

    void hide() {
        overlay.hide();
    }

    /** Tells of a plan that ended after its session, until the person has read it or closed the note. */
    void tell(PlanOutcome outcome, Runnable known) {
        toasts.keep(
                outcome.text(),
                "Read",
                () -> {
                    known.run();
                    show(new OutcomePane(outcome, this::hide), 760);
                },
                known);
    }

    void openPalette() {
        PalettePane palette = new PalettePane(new PaletteViewModel(commands.all()), this::hide);
        show(palette, 560);
        palette.begin();
    }

    /** Opens one of the views. */
    void open(ViewKind kind) {
        if (!view.getChildren().isEmpty()) {
            page().feature().shown(false);
        }
        current = kind;
        Page page = page();
        tabs.forEach((each, tab) -> tab.setSelected(each == kind));
        view.getChildren().setAll(page.node());
        inspected.getChildren().setAll(inspectors.computeIfAbsent(kind, first -> inspector(page)));
        page.feature().shown(true);
        showAge();
        page.focus().run();
    }

    private InspectorPane inspector(Page page) {
        page.feature().asOfProperty().subscribe(now -> showAge());
        return new InspectorPane(page.feature());
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

    /** Whether an open log is seen. */
    boolean hasLog() {
        return stacked.getItems().contains(logDock) && !bench.logs().logs().isEmpty();
    }

    void toggleLog() {
        showLog(!stacked.getItems().contains(logDock));
    }

    /** Commands of the view that is open. */
    List<Command> pageCommands() {
        return page().feature().commandsProperty().get();
    }
}
