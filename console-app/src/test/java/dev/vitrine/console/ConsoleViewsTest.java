package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.operation.CloudSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
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

/** Images, launch, data and cost on a real local cloud with real prototypes and tasks. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleViewsTest {
    private static final Path BANKNOTE = Path.of("..", "prototypes", "banknote");

    private TestCloud cloud;
    private TestConsole console;
    private String first;
    private String second;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        cloud = new TestCloud(folder);
        Path banknote = folder.resolve("banknote");
        TestFolders.copy(BANKNOTE, banknote);
        first = cloud.publish(banknote);
        Files.writeString(banknote.resolve("model/metrics.json"), "{\"accuracy\": 0.987, \"rows\": 274}");
        second = cloud.publish(banknote);
        cloud.define(
                "vitrine-banknote", "echo started; exec sleep 600", "/vitrine/banknote", Map.of("TOKEN", "s3cr3t"));
        cloud.define("vitrine-banknote", "echo other; exec sleep 600", "/vitrine/banknote", Map.of("TOKEN", "s3cr3t"));
        console = TestConsole.open(folder.resolve("console"), Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.launch);
    }

    @AfterAll
    void stop() {
        console.close();
        cloud.close();
    }

    @Test
    @Order(0)
    void the_keyboard_goes_everywhere_and_the_cloud_can_be_read_in_the_narrowest_window() {
        console.select("definitions", "vitrine-banknote");
        console.awaitThere("answer-environment");
        console.onScreen(() -> {
            console.robot().lookup("#answer-environment").query().requestFocus();
            return true;
        });
        console.press(KeyCode.TAB, false);
        console.until("the next field", () -> "answer-cpu"
                .equals(console.mainWindow().getScene().getFocusOwner().getId()));
        assertThat(console.text("answer-environment")).isEmpty();

        console.awaitText("connected");
        console.size(720, 420);
        console.settle();
        for (String chip : List.of("endpoint", "profile", "account", "role", "region")) {
            assertThat(console.onScreen(() -> console.robot()
                            .lookup("#session-" + chip)
                            .queryAs(Label.class)
                            .isTextTruncated()))
                    .as(chip)
                    .isFalse();
        }
        assertThat(left("view-runs")).as("nothing is beyond the window's edge").isNotNegative();
        double narrow = height("header");
        console.size(1_280, 800);
        console.settle();
        assertThat(height("header")).as("one row is enough").isLessThan(narrow);
        assertThat(console.onScreen(() -> console.robot()
                        .lookup("#inspector")
                        .queryAs(ScrollPane.class)
                        .getWidth()))
                .isGreaterThan(200);
    }

    private double left(String id) {
        return console.onScreen(() ->
                console.robot().lookup("#" + id).query().localToScene(0, 0).getX());
    }

    private double height(String id) {
        return console.onScreen(
                () -> console.robot().lookup("#" + id).query().getLayoutBounds().getHeight());
    }

    @Test
    @Order(1)
    void a_task_is_launched_with_overrides_at_a_told_cost_and_no_secret_is_written_down() {
        console.select("definitions", "vitrine-banknote");
        console.awaitThere("answer-command");
        console.type("answer-command", "\"echo by hand; exec sleep 600\"");
        console.type("answer-environment", "DB_PASSWORD=hunter-two\nSIZE=large");
        console.type("answer-memory", "100");
        console.awaitText("Fargate gives 512 to 2048 MB");
        console.type("answer-memory", "1024");
        console.awaitText("If it never ends");
        console.picture("launch");
        console.fire("form-submit");
        console.awaitThere("plan");
        assertThat(console.texts()).noneMatch(text -> text.contains("hunter-two") && !text.contains("SIZE"));
        console.fire("plan-confirm");
        console.awaitGone("plan");

        console.view(ViewKind.activity);
        console.awaitRows("activity", 1);
        console.onScreen(() -> {
            console.table("activity").getSelectionModel().clearAndSelect(0);
            return true;
        });
        console.awaitText("aws ecs run-task --cluster vitrine");
        assertThat(console.texts()).noneMatch(text -> text.contains("hunter-two"));
        await().atMost(TestConsole.PATIENCE)
                .until(() -> cloud.ecs
                                .listTasks(request -> request.cluster(TestCloud.CLUSTER))
                                .taskArns()
                                .size()
                        == 1);
        console.awaitText("1 lines");
    }

    @Test
    @Order(2)
    void a_version_is_promoted_and_rolled_back_with_its_metrics_in_sight() {
        console.view(ViewKind.images);
        console.awaitRows("versions", 2);
        console.awaitText("accuracy 0.987");
        console.select("versions", "banknote#" + first);
        console.picture("images");
        console.press(KeyCode.P, false);
        console.fire("plan-confirm");
        await().atMost(TestConsole.PATIENCE).until(() -> cloud.prototypes
                .find("banknote")
                .orElseThrow()
                .champion()
                .equals(first));
        console.select("versions", "banknote#" + second);
        console.awaitThere("do-make-challenger");
        console.fire("do-make-challenger");
        await().atMost(TestConsole.PATIENCE).until(() -> cloud.prototypes
                .find("banknote")
                .orElseThrow()
                .challenger()
                .isPresent());
    }

    @Test
    @Order(3)
    void two_task_definitions_are_compared_without_telling_their_secrets() {
        console.view(ViewKind.images);
        console.press(KeyCode.C, false);
        console.fire("form-submit");
        console.awaitText("vitrine-banknote:1 → vitrine-banknote:2");
        assertThat(console.texts()).noneMatch(text -> text.contains("s3cr3t"));
        console.picture("differences");
    }

    @Test
    @Order(4)
    void the_bucket_is_walked_and_previewed_and_the_table_queried_with_its_capacity() {
        cloud.bucket.put(
                "jobs/a/results/000001.csv", "row,verdict\n1,genuine\n2,forged\n".getBytes(StandardCharsets.UTF_8));
        cloud.submit("20260101-000001-aaaa", "banknote", 1, 10);
        console.view(ViewKind.data);
        console.select("objects", "jobs/");
        console.fire("do-open");
        console.select("objects", "jobs/a/");
        console.fire("do-open");
        console.select("objects", "jobs/a/results/");
        console.fire("do-open");
        console.select("objects", "jobs/a/results/000001.csv");
        console.awaitText("genuine");
        console.picture("data-bucket");
        console.onScreen(() -> {
            ((javafx.scene.control.TabPane) console.robot().lookup("#data-tabs").query())
                    .getSelectionModel()
                    .select(1);
            return true;
        });
        console.awaitRows("items", 1);
        console.awaitText("read units");
        console.picture("data-table");
    }

    @Test
    @Order(5)
    void what_runs_is_told_with_its_cost_and_a_line_to_stay_under() throws Exception {
        console.view(ViewKind.cost);
        console.select("cost", "vitrine-banknote");
        console.awaitText("If it goes on");
        console.onScreen(() -> {
            console.table("cost").getSelectionModel().clearSelection();
            return true;
        });
        console.press(KeyCode.M, false);
        console.type("answer-dollars", "0.01");
        console.fire("form-submit");
        console.awaitText("more than the line of $0.0100");
        console.picture("cost");
    }

    @Test
    @Order(6)
    void a_run_opens_its_log_and_draws_what_its_tasks_use() throws Exception {
        Claim claim = cloud.work("banknote", "worker-one");
        assertThat(cloud.jobs.complete(claim, 0)).isTrue();
        console.view(ViewKind.runs);
        console.awaitText("SUCCEEDED");
        console.select("runs", "20260101-000001-aaaa");
        console.press(KeyCode.L, false);
        console.awaitText("0 gaps");
        console.awaitText("Memory of what each task has");
        console.below("Metrics");
        console.picture("metrics-run");

        Parent log = console.find("log-badge").orElseThrow().getParent().getParent();
        console.onScreen(() -> {
            log.lookup(".log").requestFocus();
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, "as it was"));
            return true;
        });
        console.press(KeyCode.Y, false);
        assertThat(console.onScreen(() -> Clipboard.getSystemClipboard().getString()))
                .as("the page's keys are not the log's")
                .isEqualTo("as it was");
        console.press(KeyCode.SLASH, false);
        assertThat(console.onScreen(() -> log.lookup("#log-include").isFocused()))
                .isTrue();
        console.press(KeyCode.ESCAPE, false);
        console.press(KeyCode.DIGIT2, false);
        console.awaitThere("serve");
    }

    @Test
    @Order(7)
    void a_task_that_was_launched_is_listed_stopped_and_its_log_read_to_the_end() {
        String arn = cloud.ecs
                .listTasks(request -> request.cluster(TestCloud.CLUSTER))
                .taskArns()
                .getFirst();
        console.view(ViewKind.runs);
        console.select("tasks", arn);
        console.awaitText("vitrine-console");
        console.press(KeyCode.L, false);
        console.awaitText("1 lines");
        console.fire("do-stop-task");
        console.picture("stop-task");
        console.confirm();
        console.until("it has stopped", () -> console.table("tasks").getItems().stream()
                .anyMatch(row -> row.key().equals(arn) && row.value().toString().contains("status=STOPPED")));
        await().atMost(TestConsole.PATIENCE).until(() -> console.texts().stream()
                .anyMatch(text -> text.contains("sweeping for late lines") || text.contains("complete to the end")));
        console.picture("tasks");
    }
}
