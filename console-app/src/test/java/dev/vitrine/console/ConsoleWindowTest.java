package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.operation.CloudSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The real window on a real local cloud with real jobs, tasks and services, without a display. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleWindowTest {
    private static final String SLEEP = "echo serving; exec sleep 600";

    private TestCloud cloud;
    private TestConsole console;
    private Path state;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        cloud = new TestCloud(folder);
        state = folder.resolve("console");
        cloud.define("vitrine-frontend", SLEEP, "/vitrine/frontend", Map.of("PASSWORD", "correct-horse", "SIZE", "1"));
        cloud.serve("vitrine-frontend", "vitrine-frontend");
        console = TestConsole.open(state);
    }

    @AfterAll
    void stop() {
        console.close();
        cloud.close();
    }

    private void reopen(Map<String, String> environment, ViewKind view) throws Exception {
        console.close();
        console = TestConsole.open(state, environment, CloudSettings.OF_ENVIRONMENT, view);
    }

    @Test
    @Order(1)
    void without_runs_it_says_where_they_come_from_and_the_header_says_where_it_is() {
        console.awaitText("No runs yet.");
        console.awaitText("000000000000");
        assertThat(console.text("session-endpoint")).isEqualTo(cloud.endpoint().toString());
        assertThat(console.text("session-region")).isEqualTo("us-east-1");
        console.awaitText("connected");
        assertThat(console.text("session-role")).isEqualTo("user/vitrine");
    }

    @Test
    @Order(2)
    void runs_are_listed_newest_first_with_progress_and_a_refresh_keeps_the_selection() {
        cloud.submit("20260101-000001-aaaa", "banknote", 2, 50_000);
        console.awaitRows("runs", 1);
        console.select("runs", "20260101-000001-aaaa");
        Claim claim = cloud.work("banknote", "worker-one");
        cloud.jobs.renew(claim, Duration.ofSeconds(60), 20_000);

        cloud.submit("20260101-000002-bbbb", "wine", 1, 2_000_000);

        console.awaitRows("runs", 2);
        console.awaitText("20,000 of 100,000");
        console.awaitText("RUNNING");
        assertThat(console.onScreen(
                        () -> console.table("runs").getItems().getFirst().key()))
                .isEqualTo("20260101-000002-bbbb");
        assertThat(console.selected("runs")).containsExactly("20260101-000001-aaaa");
        cloud.jobs.renew(claim, Duration.ofSeconds(60), 40_000);
        console.awaitText("40,000 of 100,000");
        console.awaitText("/s");
        console.picture("runs");
        console.type("filter-runs", "!banknote");
        console.awaitRows("runs", 1);
        console.type("filter-runs", "");
        console.awaitRows("runs", 2);
    }

    @Test
    @Order(3)
    void many_runs_are_cancelled_at_once_and_it_is_written_down_with_the_line_that_does_the_same() {
        console.view(ViewKind.runs);
        console.awaitRows("runs", 2);
        console.onScreen(() -> {
            console.table("runs").requestFocus();
            console.table("runs").getSelectionModel().selectAll();
            return true;
        });
        console.press(KeyCode.X, false);

        console.awaitThere("plan");
        assertThat(console.text("plan-where")).contains("000000000000", "us-east-1");
        console.picture("cancel");
        console.fire("plan-confirm");

        console.awaitGone("plan");
        await().atMost(TestConsole.PATIENCE)
                .until(() ->
                        cloud.jobs.find("20260101-000002-bbbb").orElseThrow().state() == JobState.CANCELLED);
        console.press(KeyCode.DIGIT7, false);
        console.awaitRows("activity", 2);
        console.onScreen(() -> {
            console.table("activity").getSelectionModel().clearAndSelect(0);
            return true;
        });
        console.awaitText("aws dynamodb update-item --table-name vitrine");
        console.awaitText("user/vitrine");
        console.picture("activity");
    }

    @Test
    @Order(4)
    void a_service_is_scaled_and_the_undo_takes_it_back() {
        console.view(ViewKind.serve);
        String arn = "arn:aws:ecs:us-east-1:000000000000:service/vitrine/vitrine-frontend";
        console.select("serve", arn);
        console.awaitText("1 of 1");
        console.picture("serve");
        console.press(KeyCode.S, false);
        console.type("answer-count", "-3");
        console.fire("form-submit");
        console.awaitText("Write a whole number");
        console.type("answer-count", "2");
        console.fire("form-submit");
        console.fire("plan-confirm");
        console.awaitText("2 of 2");

        console.view(ViewKind.activity);
        console.until("the action", () -> console.table("activity").getItems().size() == 3);
        console.onScreen(() -> {
            console.table("activity").getSelectionModel().clearAndSelect(0);
            return true;
        });
        console.awaitText("--desired-count 2");
        console.awaitThere("do-undo");
        console.press(KeyCode.U, false);
        console.picture("undo");
        console.fire("plan-confirm");
        console.view(ViewKind.serve);
        console.awaitText("1 of 1");
    }

    @Test
    @Order(5)
    void keys_and_palette_reach_everything() {
        console.press(KeyCode.K, true);
        console.awaitThere("palette-text");
        System.gc(); // what filters the list must not be let go
        console.type("palette-text", "gosrv");
        console.until(
                "found",
                () -> console.robot()
                                .lookup("#palette-list")
                                .queryListView()
                                .getItems()
                                .size()
                        == 1);
        console.picture("palette");
        console.onScreen(() -> {
            console.robot().lookup("#palette-text").query().requestFocus();
            return true;
        });
        console.press(KeyCode.ENTER, false);
        console.awaitThere("serve");
        console.press(KeyCode.F5, false);
        console.fire("keys");
        console.awaitThere("keys-pane");
        console.picture("keys");
        console.fire("keys-close");
        console.awaitGone("keys-pane");
    }

    @Test
    @Order(6)
    void when_the_cloud_dies_the_last_state_stays_under_a_banner_and_it_recovers_by_itself() throws Exception {
        console.view(ViewKind.runs);
        console.awaitRows("runs", 2);
        cloud.kill();
        console.awaitText("The cloud does not answer since");
        assertThat(console.onScreen(() -> console.table("runs").getItems())).hasSize(2);
        console.picture("unreachable");
        reopen(Map.of(), ViewKind.runs);
        console.awaitRows("runs", 2);

        cloud.revive();

        console.awaitText("connected");
        console.awaitGone("problem");
    }

    @Test
    @Order(7)
    void when_the_credentials_expire_nothing_is_asked_until_one_signs_in() throws Exception {
        console.awaitText("connected");
        cloud.faults("""
                [{"service":"sts","kind":"error","status":403,"code":"ExpiredTokenException"},
                 {"service":"ecs","kind":"error","status":400,"code":"ExpiredTokenException"}]""");
        console.view(ViewKind.serve);
        console.awaitText("signed out");
        assertThat(console.text("problem-act")).isEqualTo("Sign in");

        cloud.faults("");
        console.awaitText("connected");
        console.awaitGone("problem");
    }

    @Test
    @Order(8)
    void a_profile_whose_sso_session_nobody_began_asks_to_sign_in(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("config"), """
                [profile lab-sso]
                sso_session = nobody-began-this
                sso_account_id = 000000000000
                sso_role_name = scientist
                region = us-east-1

                [sso-session nobody-began-this]
                sso_region = us-east-1
                sso_start_url = https://work.awsapps.com/start
                """);
        System.setProperty("aws.configFile", config.toString());
        try {
            console.close();
            console = TestConsole.open(
                    folder,
                    Map.of(),
                    new CloudSettings(Optional.of(cloud.endpoint()), Optional.of("lab-sso"), Optional.of("us-east-1")),
                    ViewKind.runs);
            console.awaitText("signed out");
            console.awaitText("Nobody is signed in, or no longer");
            assertThat(console.text("problem-act")).isEqualTo("Sign in");
            console.picture("sso");
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    @Order(9)
    void in_production_actions_are_absent_until_unlocked_and_then_want_a_typed_name() throws Exception {
        reopen(Map.of("VITRINE_PRODUCTION", "true"), ViewKind.serve);
        String arn = "arn:aws:ecs:us-east-1:000000000000:service/vitrine/vitrine-frontend";
        console.select("serve", arn);
        console.awaitText("PRODUCTION, locked");
        console.awaitThere("do-open-log");
        assertThat(console.isThere("do-stop")).isFalse();

        console.press(KeyCode.K, true);
        console.type("palette-text", "unlock");
        console.until(
                "focus", () -> console.robot().lookup("#palette-text").query().isFocused());
        console.press(KeyCode.ENTER, false);
        console.fire("do-stop");
        console.awaitThere("plan-name");
        assertThat(console.find("plan-confirm").orElseThrow().isDisabled()).isTrue();
        console.type("plan-name", "000000000000");
        assertThat(console.find("plan-confirm").orElseThrow().isDisabled()).isFalse();
        console.picture("production");
        console.fire("plan-cancel");
        console.awaitGone("plan");
    }

    @Test
    @Order(10)
    void no_secret_is_kept() throws Exception {
        console.close();
        StringBuilder kept = new StringBuilder();
        try (var files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.append(Files.readString(file));
            }
        }
        assertThat(kept).doesNotContain("correct-horse").contains("\"runs\"", "Scale");
    }
}
