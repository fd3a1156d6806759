package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms and plans come one after the other, also when a slow answer brings one while a person is at another. */
class TurnsTest {
    private TestDesk here;
    private Desk desk;
    private PlanViewModel plans;
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @BeforeEach
    void begin(@TempDir Path folder) {
        CloudSettings nowhere = new CloudSettings(
                Optional.of(URI.create("http://127.0.0.1:9")), Optional.empty(), Optional.of("us-east-1"));
        here = new TestDesk(folder, nowhere, Runnable::run, Clock.systemUTC(), this::holdUp);
        desk = here.desk();
        plans = here.plans();
    }

    /** What is being done gets no further than its first step for now. */
    private void holdUp() {
        try {
            mayGoOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() {
        mayGoOn.countDown();
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

    @Test
    void a_plan_that_was_closed_while_it_is_being_done_is_still_told_by_its_name() {
        desk.propose(plan("stop"));
        plans.confirm();
        plans.dismiss();
        desk.propose(plan("redeploy"));
        assertThat(plans.noticeProperty().get()).isEqualTo("Wait until 'stop' is done.");
        assertThat(planned()).isEmpty();

        mayGoOn.countDown();
        // Nothing answers there, so that nobody says whose credentials these are.
        await().atMost(TestConsole.PATIENCE)
                .until(() -> plans.noticeProperty().get(), "stop: 1 of 1 failed. Activity says why."::equals);
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
