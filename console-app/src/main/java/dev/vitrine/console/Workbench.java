package dev.vitrine.console;

import dev.vitrine.common.operation.Caller;
import dev.vitrine.console.action.ActionJournal;
import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.action.PlanOutcome;
import dev.vitrine.console.action.PlanViewModel;
import dev.vitrine.console.activity.ActivityView;
import dev.vitrine.console.activity.ActivityViewModel;
import dev.vitrine.console.control.FilteredTable;
import dev.vitrine.console.cost.CostView;
import dev.vitrine.console.cost.CostViewModel;
import dev.vitrine.console.data.DataView;
import dev.vitrine.console.data.DataViewModel;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.images.ImagesView;
import dev.vitrine.console.images.ImagesViewModel;
import dev.vitrine.console.kit.CloudClock;
import dev.vitrine.console.kit.Lazy;
import dev.vitrine.console.kit.SignedKeys;
import dev.vitrine.console.launch.LaunchView;
import dev.vitrine.console.launch.LaunchViewModel;
import dev.vitrine.console.log.LogDockViewModel;
import dev.vitrine.console.resource.Resources;
import dev.vitrine.console.resource.UsageStore;
import dev.vitrine.console.runs.RunsView;
import dev.vitrine.console.runs.RunsViewModel;
import dev.vitrine.console.serve.ServeView;
import dev.vitrine.console.serve.ServeViewModel;
import dev.vitrine.console.session.AccountFiles;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.Standing;
import dev.vitrine.console.session.Workspace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;

/** Everything that belongs to one session, wired. Closing it cancels all that the session has under way. */
final class Workbench implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Workspace workspace;
    private final CloudClock clock;
    private final SessionViewModel session;
    private final Resources resources;
    private final PlanViewModel plans;
    private final Desk desk;
    private final Map<ViewKind, Lazy<Page>> pages = new EnumMap<>(ViewKind.class);
    private final LogDockViewModel logs;
    private final Lazy<UsageStore> usage;

    /**
     * A session that is started later.
     *
     * @param reopen is run when its credentials turn out to be those of another account than all that is known
     * @param endedAfterSession is given what became of a plan that ends after the session
     */
    Workbench(Ground ground, Desk.Screen screen, Runnable reopen, Consumer<PlanOutcome> endedAfterSession) {
        workspace = ground.workspace();
        clock = ground.clock();
        session = opened(ground.session());
        resources = opened(ground.resources());
        usage = ground.usage();
        AccountFiles<ActionRecord> files = ground.files();
        ActionJournal journal = new ActionJournal(files.journal());
        plans = new PlanViewModel(workspace, session, journal, resources::refresh);
        // Steps that have begun need the cloud until they are done.
        opened.addLast(() -> plans.leave(ground.cloud()::close, endedAfterSession));
        session.standingProperty()
                .subscribe(now -> now.whoAsks().map(Caller::account).ifPresent(account -> {
                    if (!files.belongTo(account)) {
                        Platform.runLater(reopen);
                    }
                }));
        desk = new Desk(workspace, session, resources, plans, screen);

        logs = opened(new LogDockViewModel(ground.cloud()::logs, workspace.ui(), clock));

        session.standingProperty().subscribe(now -> logs.paused(now instanceof Standing.SignedOut));

        pages.put(ViewKind.runs, new Lazy<>(() -> runs(opened(new RunsViewModel(desk, usage.get())))));
        pages.put(ViewKind.serve, new Lazy<>(() -> serve(opened(new ServeViewModel(desk)))));
        pages.put(ViewKind.images, new Lazy<>(() -> images(new ImagesViewModel(desk))));
        pages.put(ViewKind.launch, new Lazy<>(() -> launch(new LaunchViewModel(desk))));
        pages.put(ViewKind.data, new Lazy<>(() -> data(new DataViewModel(desk))));
        pages.put(ViewKind.cost, new Lazy<>(() -> cost(new CostViewModel(desk, usage.get()))));
        pages.put(ViewKind.activity, new Lazy<>(() -> activity(new ActivityViewModel(desk, journal))));
        opened(ground.ui());
    }

    private static Page serve(ServeViewModel model) {
        return page(ViewKind.serve, model, ServeView.of(model));
    }

    private static Page cost(CostViewModel model) {
        return page(ViewKind.cost, model, CostView.of(model));
    }

    private static Page activity(ActivityViewModel model) {
        return page(ViewKind.activity, model, ActivityView.of(model));
    }

    private static Page page(ViewKind kind, Feature feature, FilteredTable<?> view) {
        view.warn(feature.troubleProperty());
        return new Page(kind, feature, view, view::focusFilter, view.table()::requestFocus);
    }

    private static Page runs(RunsViewModel model) {
        FilteredTable<?> runs = RunsView.of(model);
        runs.warn(model.troubleProperty());
        FilteredTable<?> tasks = RunsView.tasks(model);
        exclude(runs.table(), tasks.table());
        exclude(tasks.table(), runs.table());
        SplitPane both = new SplitPane(runs, tasks);
        both.setOrientation(Orientation.VERTICAL);
        both.setDividerPositions(0.62);
        return new Page(ViewKind.runs, model, both, runs::focusFilter, runs.table()::requestFocus);
    }

    /** What is selected in the one is not selected in the other. */
    private static void exclude(TableView<?> one, TableView<?> other) {
        one.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                other.getSelectionModel().clearSelection();
            }
        });
    }

    private static Page images(ImagesViewModel model) {
        FilteredTable<?> images = ImagesView.images(model);
        images.warn(model.troubleProperty());
        SplitPane both = new SplitPane(images, ImagesView.versions(model));
        both.setOrientation(Orientation.VERTICAL);
        return new Page(ViewKind.images, model, both, images::focusFilter, images.table()::requestFocus);
    }

    private static Page data(DataViewModel model) {
        DataView view = new DataView(model);
        return new Page(ViewKind.data, model, view.node(), view::focusFilter, view::focus);
    }

    private static Page launch(LaunchViewModel model) {
        FilteredTable<?> definitions = LaunchView.definitions(model);
        definitions.warn(model.troubleProperty());
        SplitPane both = new SplitPane(definitions, LaunchView.form(model));
        both.setOrientation(Orientation.VERTICAL);
        both.setDividerPositions(0.3);
        return new Page(ViewKind.launch, model, both, definitions::focusFilter, definitions.table()::requestFocus);
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /** Makes what is not seen yet, and asks from now on. */
    void start() {
        Thread _ = Thread.startVirtualThread(() -> {
            usage.get();
            workspace.ui().execute(() -> {
                pages.values().forEach(Lazy::get);
                session.start();
                resources.start();
            });
        });
    }

    Workspace workspace() {
        return workspace;
    }

    CloudClock clock() {
        return clock;
    }

    SessionViewModel session() {
        return session;
    }

    Resources resources() {
        return resources;
    }

    PlanViewModel plans() {
        return plans;
    }

    Desk desk() {
        return desk;
    }

    LogDockViewModel logs() {
        return logs;
    }

    /** One of the seven views, made when it is first wanted. */
    Page page(ViewKind kind) {
        return Objects.requireNonNull(pages.get(kind)).get();
    }

    /** Keeps what is known for the next start. */
    void remember() {
        Runnable read = read();
        Thread _ = Thread.ofVirtual().start(() -> keep(read));
    }

    /**
     * Looks at what was read, on the screen's thread; what comes back puts it into the state, on any. Nothing that was read
     * by a key of which STS has not told that it is of this account.
     */
    private Runnable read() {
        SignedKeys keys = workspace.budget().keys();
        if (!keys.areKnown()) {
            return () -> {};
        }
        Runnable known = resources.remember();
        Runnable used = usage.get().remember();
        return () -> {
            if (keys.areKnown()) {
                known.run();
                used.run();
            }
        };
    }

    /** What a person set is kept in any case. */
    private void keep(Runnable read) {
        read.run();
        workspace.state().save();
    }

    @Override
    public void close() {
        leave().run();
    }

    /** Closes it on the screen's thread; what comes back keeps what is known for the next start, on any thread. */
    Runnable leave() {
        Runnable read = read();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the session does not end", e);
            }
        }
        return () -> keep(read);
    }
}
