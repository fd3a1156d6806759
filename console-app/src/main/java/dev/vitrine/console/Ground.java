package dev.vitrine.console;

import dev.vitrine.console.action.ActionJournal;
import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.kit.CloudClock;
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
import java.util.concurrent.CompletableFuture;
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
        UsageStore usage) {
    static Ground of(Session session, Map<String, String> environment) {
        CloudClock clock = new CloudClock(Clock.systemUTC());
        RateBudget budget = new RateBudget(Platform::isFxApplicationThread, clock::told);
        Cloud cloud = new Cloud(session, environment, budget, clock);
        AccountFiles<ActionRecord> files = AccountFiles.open(
                new StateFolder(stateFolder(environment), session), ActionRecord.class, ActionJournal.MOST);
        SessionExecutor ui = new SessionExecutor(Platform::runLater);
        Workspace workspace = new Workspace(session, cloud, budget, files.state(), ui, clock);
        SessionViewModel standing =
                new SessionViewModel(workspace, new SsoLogin(environment.getOrDefault("VITRINE_AWS", "aws")));
        CompletableFuture<UsageStore> usage =
                CompletableFuture.supplyAsync(() -> new UsageStore(files.state()), Thread::startVirtualThread);
        Resources resources = new Resources(workspace, standing);
        return new Ground(workspace, clock, ui, cloud, files, standing, resources, usage.join());
    }

    private static Path stateFolder(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("VITRINE_CONSOLE_STATE"))
                .or(() -> Optional.ofNullable(environment.get("XDG_STATE_HOME")).map(home -> home + "/vitrine-console"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".local", "state", "vitrine-console"));
    }
}
