package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.action.PlanViewModel;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Form;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms and plans come one after the other, also when a slow answer brings one while a person is at another. */
class TurnsTest {
    private TestDesk here;
    private Desk desk;
    private PlanViewModel plans;

    @BeforeEach
    void begin(@TempDir Path folder) {
        CloudSettings nowhere = new CloudSettings(
                Optional.of(URI.create("http://127.0.0.1:9")), Optional.empty(), Optional.of("us-east-1"));
        here = new TestDesk(folder, nowhere, Runnable::run, Clock.systemUTC());
        desk = here.desk();
        plans = here.plans();
    }

    @AfterEach
    void end() {
        here.close();
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
}
