package dev.vitrine.console.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import atlantafx.base.theme.PrimerDark;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.CloudWatchLogReader;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** The dock as a person uses it, on the lines of a real local cloud, without a display. */
class LogDockTest {
    private static final String GROUP = "/vitrine/banknote";

    private final FxRobot robot = new FxRobot();
    private final LocalCloud localCloud;
    private final AwsClients clients;
    private final CloudWatchLogsClient logs;
    private final LogDockViewModel dock;
    private final Path saved;

    LogDockTest(@TempDir Path state, @TempDir Path folder) throws Exception {
        saved = folder.resolve("saved.log");
        localCloud = LocalCloud.start(LocalCloudConfig.ephemeral(state));
        System.setProperty("aws.endpointUrl", localCloud.endpoint().toString());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "vitrine");
        System.setProperty("aws.secretAccessKey", "vitrine");
        clients = AwsClients.interactive();
        logs = clients.client(CloudWatchLogsClient.builder());
        dock = new LogDockViewModel(() -> new CloudWatchLogReader(logs), Platform::runLater, Clock.systemUTC());
    }

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
            Stage stage = new Stage();
            stage.setScene(new Scene(new LogDock(dock, (owner, name) -> Optional.of(saved)), 1_100, 500));
            stage.show();
        });
    }

    @AfterEach
    void close() {
        robot.interact(() -> {
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            dock.close();
        });
        clients.close();
        localCloud.close();
    }

    @Test
    void a_run_is_read_filtered_searched_copied_saved_and_taken_into_a_window() throws Exception {
        assertThat(robot.lookup("#log-dock .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .anyMatch(text -> text.startsWith("No log is open."));
        logs.createLogGroup(request -> request.logGroupName(GROUP));
        long start = Instant.now().minusSeconds(1_800).toEpochMilli();
        for (int worker = 0; worker < 2; worker++) {
            String stream = "batch/worker/" + worker;
            logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName(stream));
            int shift = worker;
            List<InputLogEvent> events = IntStream.range(0, 500)
                    .mapToObj(i -> InputLogEvent.builder()
                            .timestamp(start + 2_000L * i + shift)
                            .message((i == 40 ? "ERROR" : "INFO") + " worker " + shift + " answered row " + i)
                            .build())
                    .toList();
            logs.putLogEvents(
                    request -> request.logGroupName(GROUP).logStreamName(stream).logEvents(events));
        }

        LogTarget run = LogTarget.of("run 1", GROUP, new LogStreams.Prefix("batch/"), true);
        robot.interact(() -> dock.open(run));
        robot.interact(() -> dock.open(run));
        await().atMost(Duration.ofSeconds(60)).until(() -> label("#log-badge").endsWith("complete to the end, 0 gaps"));
        assertThat(dock.logs()).hasSize(1);
        assertThat(label("#log-status")).isEqualTo("1,000 lines");
        assertThat(robot.lookup("#log-level-error").queryAs(ToggleButton.class).getText())
                .isEqualTo("error 2");

        click("#log-next-error");
        assertThat(accessibleText()).isEqualTo("ERROR worker 0 answered row 40");
        click("#log-next-error");
        assertThat(accessibleText()).isEqualTo("ERROR worker 1 answered row 40");
        click("#log-copy");
        robot.interact(() ->
                assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("ERROR worker 1 answered row 40"));
        click("#log-next-error");
        assertThat(label("#log-told")).isEqualTo("Went on at the beginning");
        assertThat(accessibleText()).isEqualTo("ERROR worker 0 answered row 40");

        type("#log-include", "row 49");
        type("#log-exclude", "worker 1");
        await().atMost(Duration.ofSeconds(60)).until(() -> label("#log-status").equals("11 of 1,000 lines"));
        click("#log-regex");
        type("#log-include", "row [0-9]$");
        await().atMost(Duration.ofSeconds(60)).until(() -> label("#log-status").equals("10 of 1,000 lines"));
        click("#log-save");
        await().atMost(Duration.ofSeconds(60)).until(() -> label("#log-told").equals("10 lines saved to " + saved));
        assertThat(Files.readAllLines(saved))
                .hasSize(10)
                .first(STRING)
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\tbatch/worker/0\tINFO worker 0 answered row 0");
        type("#log-include", "row [");
        assertThat(label("#log-problem")).startsWith("No regular expression");
        type("#log-include", "");
        type("#log-exclude", "");
        await().atMost(Duration.ofSeconds(60)).until(() -> label("#log-status").equals("1,000 lines"));
        click("#log-save");
        await().atMost(Duration.ofSeconds(60)).until(() -> label("#log-told").equals("1,000 lines saved to " + saved));
        assertThat(Files.readAllLines(saved)).as("what was there is replaced").hasSize(1_000);

        robot.interact(() -> canvas().requestFocus());
        robot.push(KeyCode.HOME);
        robot.interact(() -> canvas().selectLine(0, false));
        robot.push(KeyCode.SHIFT, KeyCode.DOWN);
        assertThat(accessibleText()).isEqualTo("INFO worker 0 answered row 0\nINFO worker 1 answered row 0");
        robot.push(KeyCode.W);
        assertThat(dock.logs().getFirst().wrapProperty().get()).isTrue();
        robot.push(KeyCode.SPACE);
        assertThat(dock.logs().getFirst().followingProperty().get()).isTrue();
        type("#log-jump", "never");
        robot.interact(() -> dock.logs().getFirst().jump("never"));
        assertThat(label("#log-problem")).contains("'never' is no time");

        click("#log-window");
        assertThat(Window.getWindows())
                .anyMatch(window -> window instanceof Stage stage
                        && String.valueOf(stage.getTitle()).equals("Vitrine - log of run 1"));
        click("#log-window");
        assertThat(Window.getWindows().stream().filter(Window::isShowing).count())
                .isEqualTo(1);
        robot.interact(() -> dock.close(dock.logs().getFirst()));
        assertThat(robot.lookup("#log-badge").tryQuery()).isEmpty();
    }

    @Test
    void numbers_of_json_lines_are_drawn_over_time() {
        logs.createLogGroup(request -> request.logGroupName(GROUP));
        logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName("batch/fit/1"));
        long start = Instant.now().minusSeconds(600).toEpochMilli();
        logs.putLogEvents(request -> request.logGroupName(GROUP)
                .logStreamName("batch/fit/1")
                .logEvents(IntStream.rangeClosed(1, 40)
                        .mapToObj(epoch -> InputLogEvent.builder()
                                .timestamp(start + 5_000L * epoch)
                                .message("{\"level\": \"info\", \"epoch\": " + epoch + ", \"loss\": " + 2.0 / epoch
                                        + "}")
                                .build())
                        .toList()));
        robot.interact(() -> dock.open(LogTarget.of("fit", GROUP, new LogStreams.Prefix("batch/"), true)));
        await().atMost(Duration.ofSeconds(60)).until(() -> label("#log-badge").endsWith("complete to the end, 0 gaps"));

        click("#log-numbers");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> robot.lookup(".chart").queryAll().size() == 2);
        assertThat(robot.lookup("#log-charts .heading").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("epoch   40", "loss   0.05");

        type("#log-include", "no such line");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> robot.lookup(".chart").queryAll().isEmpty());
        click("#log-numbers");
        assertThat(robot.lookup("#log-charts").tryQuery()).isEmpty();
    }

    private String label(String id) {
        robot.interact(() -> {});
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private void click(String id) {
        robot.interact(() -> robot.lookup(id).queryAs(ButtonBase.class).fire());
    }

    private void type(String id, String text) {
        robot.interact(() -> robot.lookup(id).queryAs(TextInputControl.class).setText(text));
    }

    private LogCanvas canvas() {
        return robot.lookup(".log").queryAs(LogCanvas.class);
    }

    private String accessibleText() {
        String[] text = new String[1];
        robot.interact(() -> text[0] = String.valueOf(canvas().queryAccessibleAttribute(AccessibleAttribute.TEXT)));
        return text[0];
    }
}
