package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.console.jobs.JobRow;
import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The real window on the real table, without a display. */
class ConsoleWindowTest {
    private static final String BUCKET = "vitrine-000000000000-us-east-1";

    private final FxRobot robot = new FxRobot();
    private final LocalCloud localCloud;
    private final AwsClients clients;
    private final JobStore jobs;

    ConsoleWindowTest(@TempDir Path state) throws Exception {
        localCloud = LocalCloud.start(LocalCloudConfig.ephemeral(state));
        System.setProperty("aws.endpointUrl", localCloud.endpoint().toString());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "vitrine");
        System.setProperty("aws.secretAccessKey", "vitrine");
        clients = AwsClients.interactive();
        VitrineTable.createIfAbsent(clients.dynamoDb(), VitrineTable.DEFAULT_NAME);
        jobs = new DynamoJobTable(
                clients.dynamoDb(),
                VitrineTable.DEFAULT_NAME,
                new S3ArtifactBucket(clients.s3(), BUCKET),
                Clock.systemUTC());
    }

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> new ConsoleWindow(new Cloud(Map.of())).show());
    }

    @AfterEach
    void close() {
        robot.interact(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        clients.close();
        localCloud.close();
    }

    @Test
    void without_jobs_it_says_where_they_come_from() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> texts().stream().anyMatch(text -> text.startsWith("No jobs yet.")));
    }

    @Test
    void jobs_are_listed_newest_first_with_their_state_and_progress() {
        submit("20260101-000001-aaaa", 1_000);
        submit("20260101-000002-bbbb", 2_000_000);

        awaitRows(2);
        assertThat(rows().getFirst().job().id()).isEqualTo("20260101-000002-bbbb");
        assertThat(rows().getFirst().progressText()).isEqualTo("0 of 2,000,000");
        assertThat(texts()).contains("QUEUED", "banknote", "Ada");
        assertThat(label("#status").getText()).isEqualTo("2 jobs, 2 of them open");
    }

    @Test
    void a_refresh_keeps_the_selection_while_jobs_change_and_come() {
        submit("20260101-000001-aaaa", 1_000);
        awaitRows(1);
        robot.interact(() -> table().getSelectionModel().select(0));

        jobs.cancel("20260101-000001-aaaa");
        submit("20260101-000002-bbbb", 1_000);

        awaitRows(2);
        await().atMost(Duration.ofSeconds(10)).until(() -> texts().contains("CANCELLED"));
        assertThat(table().getSelectionModel().getSelectedItem().job().id()).isEqualTo("20260101-000001-aaaa");
    }

    @Test
    void when_the_cloud_goes_away_the_last_list_stays_under_a_banner() {
        submit("20260101-000001-aaaa", 1_000);
        awaitRows(1);

        localCloud.close();

        await().atMost(Duration.ofSeconds(40)).until(() -> label("#problem").isVisible());
        assertThat(label("#problem").getText()).startsWith("The cloud does not answer");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void its_title_begins_with_the_name_and_says_which_cloud_it_shows() {
        assertThat(robot.listTargetWindows())
                .anyMatch(window -> window instanceof javafx.stage.Stage stage
                        && stage.getTitle() != null
                        && stage.getTitle().startsWith("Vitrine")
                        && stage.getTitle().contains(localCloud.endpoint().toString()));
    }

    @Test
    void light_and_dark_change_at_a_click() {
        String before = javafx.application.Application.getUserAgentStylesheet();
        robot.interact(() -> robot.lookup("#theme").queryAs(Button.class).fire());
        assertThat(javafx.application.Application.getUserAgentStylesheet()).isNotEqualTo(before);
    }

    private void submit(String id, int rows) {
        Job job = new Job(
                id,
                "banknote",
                "0123456789ab",
                "notes.csv",
                "Ada",
                Instant.now(),
                1,
                List.of("variance"),
                rows,
                1,
                JobState.QUEUED,
                JobProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        jobs.submit(new JobSubmission(job, List.of(rows), Optional.empty()));
    }

    private void awaitRows(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> rows().size() == count);
    }

    @SuppressWarnings("unchecked") // the one table of the window
    private TableView<JobRow> table() {
        return robot.lookup("#jobs").queryAs(TableView.class);
    }

    private List<JobRow> rows() {
        robot.interact(() -> {});
        return List.copyOf(table().getItems());
    }

    private Label label(String id) {
        robot.interact(() -> {});
        return robot.lookup(id).queryAs(Label.class);
    }

    private List<String> texts() {
        robot.interact(() -> {});
        return robot
                .lookup((Node node) ->
                        node instanceof javafx.scene.control.Labeled labeled && labeled.getText() != null)
                .queryAllAs(javafx.scene.control.Labeled.class)
                .stream()
                .map(javafx.scene.control.Labeled::getText)
                .toList();
    }
}
