package dev.vitrine.console;

import dev.vitrine.console.action.ActionJournal;
import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.kit.CloudClock;
import dev.vitrine.console.kit.Lazy;
import dev.vitrine.console.kit.RateBudget;
import dev.vitrine.console.resource.Resources;
import dev.vitrine.console.resource.UsageStore;
import dev.vitrine.console.session.AccountFiles;
import dev.vitrine.console.session.Session;
import dev.vitrine.console.session.SessionExecutor;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.SsoLogin;
import dev.vitrine.console.session.StateFolder;
import dev.vitrine.console.session.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;

/**
 * What of a session needs no screen, with the last state. It can be made on any thread, while the screen is not there yet;
 * from then on it belongs to the screen's.
 */
record Ground(
        Workspace workspace,
        CloudClock clock,
        SessionExecutor ui,
        Cloud cloud,
        AccountFiles<ActionRecord> files,
        SessionViewModel session,
        Resources resources,
        Lazy<UsageStore> usage) {
    /** @param first view that is opened first: what it does not need is read later */
    static Ground of(Session session, Map<String, String> environment, ViewKind first) {
        CloudClock clock = new CloudClock(Clock.systemUTC());
        RateBudget budget = new RateBudget(Platform::isFxApplicationThread, clock::told);
        Cloud cloud = new Cloud(session, environment, budget, clock);
        AccountFiles<ActionRecord> files = AccountFiles.open(
                new StateFolder(stateFolder(environment), session), ActionRecord.class, ActionJournal.MOST);
        SessionExecutor ui = new SessionExecutor(Platform::runLater);
        Workspace workspace = new Workspace(session, cloud, budget, files.state(), ui, clock);
        SessionViewModel standing =
                new SessionViewModel(workspace, new SsoLogin(environment.getOrDefault("VITRINE_AWS", "aws")));
        Lazy<UsageStore> usage = new Lazy<>(() -> new UsageStore(files.state()));
        if (first.showsUsage()) {
            Thread _ = Thread.startVirtualThread(usage::get);
        }
        Resources resources = new Resources(workspace, standing);
        return new Ground(workspace, clock, ui, cloud, files, standing, resources, usage);
    }

    private static Path stateFolder(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("VITRINE_CONSOLE_STATE"))
                .or(() -> Optional.ofNullable(environment.get("XDG_STATE_HOME")).map(home -> home + "/vitrine-console"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".local", "state", "vitrine-console"));
    }
}
