package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.job.JobState;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.action.ActionJournal;
import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.kit.JsonLines;
import dev.vitrine.console.session.StateFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

/** Which cloud a window shows, what it says when a part of it cannot be read, and what it keeps, with two local clouds. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleSessionTest {
    private static final String CONFIG = """
            [profile lab]
            sso_session = NAME
            sso_account_id = 000000000000
            sso_role_name = scientist
            region = us-east-1

            [sso-session NAME]
            sso_region = us-east-1
            sso_start_url = https://work.awsapps.com/start
            """;
    private static final String TOKEN = """
            {"startUrl": "https://work.awsapps.com/start", "region": "us-east-1", "accessToken": "token",
             "expiresAt": "UNTIL"}""";

    private TestCloud other;
    private TestCloud cloud;
    private TestConsole console;
    private Path state;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        other = new TestCloud(folder.resolve("other"));
        other.submit("20260101-000009-zzzz", "wine", 1, 10);
        cloud = new TestCloud(folder.resolve("cloud"));
        cloud.submit("20260101-000001-aaaa", "banknote", 1, 10);
        state = folder.resolve("console");
        console = TestConsole.open(state);
    }

    @AfterAll
    void stop() {
        console.close();
        cloud.close();
        other.close();
    }

    @Test
    @Order(1)
    void what_cannot_be_read_is_told_in_its_view_while_the_rest_goes_on() throws Exception {
        console.awaitRows("runs", 1);
        console.awaitText("connected");
        cloud.faults("""
                [{"service":"ecs","operation":"ListTasks","kind":"error","status":400,"code":"AccessDeniedException"}]""");
        console.press(KeyCode.F5, false);
        console.awaitText("Tasks not read ");
        assertThat(console.text("session-standing")).isEqualTo("connected");
        console.picture("trouble");
        cloud.submit("20260101-000002-bbbb", "banknote", 1, 10);
        console.awaitRows("runs", 2);
        console.view(ViewKind.cost);
        console.awaitThere("trouble-cost");
        console.view(ViewKind.data);
        console.awaitText("as of");

        cloud.faults("");
        console.view(ViewKind.runs);
        console.awaitGone("trouble-runs");
    }

    @Test
    @Order(2)
    void aws_is_not_gone_to_while_the_environment_names_another_endpoint(@TempDir Path folder) throws Exception {
        console.close();
        String named = System.clearProperty("aws.endpointUrl");
        try {
            console = TestConsole.open(
                    folder,
                    Map.of("AWS_ENDPOINT_URL", cloud.endpoint().toString()),
                    CloudSettings.OF_ENVIRONMENT,
                    ViewKind.activity);
            console.press(KeyCode.O, true);
            console.type("answer-endpoint", "");
            console.fire("form-submit");
            console.awaitText("The environment of this console names " + cloud.endpoint()
                    + " (AWS_ENDPOINT_URL): start the console without it to look at AWS.");
            console.picture("switch-refused");
            assertThat(console.isThere("answer-endpoint")).isTrue();
            console.fire("form-cancel");
            console.awaitGone("form");
            assertThat(console.text("session-endpoint"))
                    .isEqualTo(cloud.endpoint().toString());
        } finally {
            System.setProperty("aws.endpointUrl", named);
            console.close();
            console = TestConsole.open(state);
        }
    }

    @Test
    @Order(3)
    void another_cloud_replaces_everything() {
        console.press(KeyCode.O, true);
        console.type("answer-endpoint", "localhost:4566");
        console.fire("form-submit");
        console.awaitText("The endpoint is no address");
        console.type("answer-endpoint", other.endpoint().toString());
        console.fire("form-submit");
        console.until(
                "the other cloud",
                () -> console.robot().lookup("#runs").tryQuery().isPresent()
                        && console.table("runs").getItems().size() == 1
                        && console.table("runs").getItems().getFirst().key().equals("20260101-000009-zzzz"));
        assertThat(console.text("session-endpoint")).isEqualTo(other.endpoint().toString());
    }

    @Test
    @Order(4)
    void who_signs_in_goes_on_where_they_were(@TempDir Path folder) throws Exception {
        String name = "vitrine-" + UUID.randomUUID();
        Path token = Path.of(System.getenv("HOME"), ".aws", "sso", "cache", sha1(name) + ".json");
        Path allowed = folder.resolve("allowed");
        Path program = program(folder, """
                [ "$*" = 'sso login --profile lab' ] || exit 2
                [ -e '%s' ] || { echo 'the code was denied' >&2; exit 255; }
                mkdir -p '%s' && cp '%s' '%s'
                """.formatted(allowed, token.getParent(), allowed, token));
        System.setProperty(
                "aws.configFile",
                Files.writeString(folder.resolve("config"), CONFIG.replace("NAME", name))
                        .toString());
        try {
            console.close();
            console = TestConsole.open(
                    folder.resolve("state"),
                    Map.of("VITRINE_AWS", program.toString()),
                    new CloudSettings(Optional.of(cloud.endpoint()), Optional.of("lab"), Optional.of("us-east-1")),
                    ViewKind.runs);
            console.awaitText("signed out");
            assertThat(console.text("problem-act")).isEqualTo("Sign in");
            console.fire("problem-act");
            console.awaitText("'" + program + " sso login --profile lab' ended with 255: the code was denied");
            console.picture("sign-in-failed");
            assertThat(console.text("session-standing")).isEqualTo("signed out");
            assertThat(console.table("runs").getItems()).isEmpty();

            Instant until = Instant.now().plus(8, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
            Files.writeString(allowed, TOKEN.replace("UNTIL", until.toString()));
            console.fire("problem-act");
            console.awaitText("connected");
            console.awaitGone("problem");
            console.select("runs", "20260101-000001-aaaa");
            console.type("filter-runs", "banknote");

            cloud.faults("""
                    [{"service":"sts","kind":"error","status":403,"code":"ExpiredTokenException"},
                     {"service":"dynamodb","kind":"error","status":400,"code":"ExpiredTokenException"}]""");
            console.press(KeyCode.F5, false);
            console.awaitText("signed out");
            cloud.faults("");
            cloud.submit("20260101-000003-cccc", "banknote", 1, 10);
            console.awaitText("connected");
            console.awaitRows("runs", 3);
            assertThat(console.selected("runs")).containsExactly("20260101-000001-aaaa");
            assertThat(console.text("filter-runs")).isEqualTo("banknote");
        } finally {
            System.clearProperty("aws.configFile");
            Files.deleteIfExists(token);
        }
    }

    private static String sha1(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Path program(Path folder, String script) throws Exception {
        Path file = Files.writeString(folder.resolve("aws"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    @Test
    @Order(5)
    void of_an_account_that_turns_out_to_be_another_nothing_is_shown_or_overwritten(@TempDir Path folder)
            throws Exception {
        CloudSettings here =
                new CloudSettings(Optional.of(cloud.endpoint()), Optional.empty(), Optional.of("us-east-1"));
        console.close();
        StateFolder elsewhere = new StateFolder(
                state,
                CloudConfig.session(
                        new CloudSettings(Optional.of(other.endpoint()), Optional.empty(), Optional.of("us-east-1")),
                        Map.of()));
        StateFolder assumed = new StateFolder(folder, CloudConfig.session(here, Map.of()));
        Optional<String> another = Optional.of("111111111111");
        Path known = Files.copy(elsewhere.state(elsewhere.lastAccount()), assumed.state(another));
        String before = Files.readString(known);
        assertThat(before).contains("20260101-000009-zzzz");
        JsonLines<ActionRecord> journal =
                new JsonLines<>(assumed.journal(another), ActionRecord.class, ActionJournal.MOST);
        journal.add(new ActionRecord(
                "1", Instant.now(), "Eve", "elsewhere", "Stop", "theirs", "", "", "aws", "", true, ""));
        assumed.remember("111111111111");

        console = TestConsole.open(folder, Map.of(), here, ViewKind.runs);
        console.awaitRows("runs", 3);
        console.awaitText("000000000000");
        assertThat(console.table("runs").getItems())
                .extracting(row -> row.key())
                .doesNotContain("20260101-000009-zzzz");
        console.view(ViewKind.activity);
        console.awaitText("0 actions");
        console.awaitText("connected");
        console.view(ViewKind.runs);
        console.awaitRows("runs", 3);
        console.close();
        assertThat(Files.readString(known)).isEqualTo(before);
        assertThat(journal.read()).hasSize(1);
        assertThat(assumed.lastAccount()).contains("000000000000");
        assertThat(Files.readString(assumed.state(assumed.lastAccount())))
                .contains("20260101-000001-aaaa")
                .doesNotContain("20260101-000009-zzzz");
    }

    @Test
    @Order(6)
    void credentials_that_become_those_of_another_account_without_an_error_change_nothing_and_leave_nothing(
            @TempDir Path folder) throws Exception {
        console.close();
        String first = System.getProperty("aws.accessKeyId");
        try (TwoAccounts accounts = new TwoAccounts(cloud.endpoint())) {
            CloudSettings here =
                    new CloudSettings(Optional.of(accounts.endpoint()), Optional.empty(), Optional.of("us-east-1"));
            StateFolder files = new StateFolder(folder, CloudConfig.session(here, Map.of()));
            console = TestConsole.open(folder, Map.of(), here, ViewKind.runs);
            console.awaitRows("runs", 3);
            console.awaitText("000000000000");

            System.setProperty("aws.accessKeyId", TwoAccounts.SECOND_KEY);
            cloud.submit("20260101-000004-dddd", "banknote", 1, 10);
            console.awaitRows("runs", 4);
            console.select("runs", "20260101-000001-aaaa");
            console.fire("do-cancel");
            console.fire("plan-confirm");
            console.close();
            accounts.tell();

            Path journal = files.journal(Optional.of("000000000000"));
            await().atMost(TestConsole.PATIENCE)
                    .until(() ->
                            Files.exists(journal) && Files.readString(journal).contains("Nothing was done"));
            assertThat(cloud.jobs.find("20260101-000001-aaaa"))
                    .hasValueSatisfying(job -> assertThat(job.state()).isEqualTo(JobState.QUEUED));
            Path kept = files.state(Optional.of("000000000000"));
            assertThat(Files.exists(kept) ? Files.readString(kept) : "").doesNotContain("20260101-000004-dddd");
        } finally {
            System.setProperty("aws.accessKeyId", first);
            console = TestConsole.open(state);
        }
    }
}
