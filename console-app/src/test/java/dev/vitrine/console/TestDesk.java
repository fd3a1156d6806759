package dev.vitrine.console;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.action.ActionJournal;
import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.action.PlanViewModel;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.JsonLines;
import dev.vitrine.console.kit.RateBudget;
import dev.vitrine.console.kit.Sheet;
import dev.vitrine.console.kit.StateFile;
import dev.vitrine.console.log.LogTarget;
import dev.vitrine.console.resource.Resources;
import dev.vitrine.console.session.Session;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.SsoLogin;
import dev.vitrine.console.session.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What ViewModels work with, on a real connection and without a window. Nothing is asked before it is started. */
final class TestDesk implements AutoCloseable {
    private final Cloud cloud;
    private final Workspace workspace;
    private final SessionViewModel session;
    private final Resources resources;
    private final PlanViewModel plans;
    private final Desk desk;
    private final List<LogTarget> logs = new CopyOnWriteArrayList<>();

    /**
     * A desk.
     *
     * @param folder of the last state
     * @param ui stands for the screen's thread
     */
    TestDesk(Path folder, CloudSettings settings, Executor ui, Clock clock) {
        this(folder, settings, ui, clock, () -> {});
    }

    /** @param acted is run when a step of a plan has been done */
    TestDesk(Path folder, CloudSettings settings, Executor ui, Clock clock, Runnable acted) {
        RateBudget budget = new RateBudget(() -> false);
        Session chosen = CloudConfig.session(settings, Map.of());
        cloud = new Cloud(chosen, Map.of(), budget, clock);
        workspace = new Workspace(chosen, cloud, budget, state(folder), ui, clock);
        session = new SessionViewModel(workspace, new SsoLogin("aws"));
        resources = new Resources(workspace, session);
        plans = new PlanViewModel(
                workspace,
                session,
                new ActionJournal(new JsonLines<>(folder.resolve("journal"), ActionRecord.class, ActionJournal.MOST)),
                acted);
        desk = new Desk(workspace, session, resources, plans, new NoScreen());
    }

    /** What a desk of that folder knows at first. */
    static StateFile state(Path folder) {
        return StateFile.open(folder.resolve("state.json"));
    }

    Workspace workspace() {
        return workspace;
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

    /** The logs that were to be opened. */
    List<LogTarget> logs() {
        return logs;
    }

    @Override
    public void close() {
        resources.close();
        session.close();
        cloud.close();
    }

    private final class NoScreen implements Desk.Screen {
        @Override
        public void copy(String text) {}

        @Override
        public void chooseFile(String suggestedName, Consumer<Path> chosen) {}

        @Override
        public void announce(String title, String text) {}

        @Override
        public void openLog(LogTarget target) {
            logs.add(target);
        }

        @Override
        public void openSheet(Sheet sheet) {}
    }
}
