package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.action.ActionJournal;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.action.PlanViewModel;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Form;
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
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms and plans come one after the other, also when a slow answer brings one while a person is at another. */
class TurnsTest {
    private Cloud cloud;
    private SessionViewModel session;
    private Resources resources;
    private PlanViewModel plans;
    private Desk desk;

    @BeforeEach
    void begin(@TempDir Path folder) {
        RateBudget budget = new RateBudget(() -> false);
        Clock clock = Clock.systemUTC();
        Session nowhere = CloudConfig.session(
                new CloudSettings(
                        Optional.of(URI.create("http://127.0.0.1:9")), Optional.empty(), Optional.of("us-east-1")),
                Map.of());
        cloud = new Cloud(nowhere, Map.of(), budget, clock);
        Workspace workspace = new Workspace(
                nowhere, cloud, budget, StateFile.open(folder.resolve("state.json")), Runnable::run, clock);
        session = new SessionViewModel(workspace, new SsoLogin("aws"));
        resources = new Resources(workspace, session);
        plans = new PlanViewModel(
                workspace,
                session,
                new ActionJournal(new JsonLines<>(folder.resolve("journal"), ActionRecord.class, ActionJournal.MOST)),
                () -> {});
        desk = new Desk(workspace, session, resources, plans, new NoScreen());
    }

    @AfterEach
    void end() {
        resources.close();
        session.close();
        cloud.close();
    }

    @Test
    void a_form_is_not_replaced_under_the_hands_of_who_fills_it_in() {
        desk.ask(form("scale"));
        desk.ask(form("roll back"));
        desk.propose(plan("stop"));
        assertThat(asked()).contains("scale");
        assertThat(planned()).isEmpty();

        desk.closeForm();
        assertThat(asked()).contains("roll back");
        assertThat(planned()).isEmpty();

        desk.closeForm();
        assertThat(asked()).isEmpty();
        assertThat(planned()).contains("stop");
    }

    @Test
    void a_plan_is_not_replaced_under_the_hands_of_who_confirms_it() {
        desk.propose(plan("stop"));
        desk.propose(plan("redeploy"));
        desk.ask(form("scale"));
        assertThat(planned()).contains("stop");
        assertThat(asked()).isEmpty();

        plans.dismiss();
        assertThat(planned()).contains("redeploy");
        plans.dismiss();
        assertThat(planned()).isEmpty();
        assertThat(asked()).contains("scale");
    }

    private Optional<String> asked() {
        return desk.formProperty().get().map(Form::title);
    }

    private Optional<String> planned() {
        return plans.planProperty().get().map(ActionPlan::title);
    }

    private static Form form(String title) {
        return new Form(title, "", List.of(), "Go on", answers -> Optional.empty());
    }

    private static ActionPlan plan(String title) {
        return new ActionPlan(
                title, "", List.of(new ActionStep(title, "it", "", "", "aws", () -> "done", Optional.empty())), true);
    }

    private static final class NoScreen implements Desk.Screen {
        @Override
        public void copy(String text) {}

        @Override
        public void chooseFile(String suggestedName, Consumer<Path> chosen) {}

        @Override
        public void announce(String title, String text) {}

        @Override
        public void openLog(LogTarget target) {}

        @Override
        public void openSheet(Sheet sheet) {}
    }
}
