package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.log.LogDockViewModel;
import dev.vitrine.console.log.LogTarget;
import dev.vitrine.console.log.LogViewModel;
import dev.vitrine.console.log.tail.Line;
import dev.vitrine.console.resource.UsageStore;
import dev.vitrine.console.runs.RunsViewModel;
import dev.vitrine.console.task.TaskLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** Logs of tasks that ECS tells no longer of are read to their end all the same. On a real local cloud, without a screen. */
class ForgottenTasksTest {
    private static final String GROUP = "/vitrine/banknote";
    private static final String FAMILY = "vitrine-banknote";
    private static final String RUN = "20260101-000001-aaaa";

    /** Longer than the local cloud tells of a task that has stopped. */
    private static final Duration LONG = Duration.ofHours(13);

    private final TestClock clock = new TestClock();

    /** Stands for the screen's thread. */
    private final ExecutorService screen = Executors.newSingleThreadExecutor();

    private TestCloud cloud;
    private TestDesk desk;
    private LogDockViewModel dock;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        clock.back(LONG);
        cloud = TestCloud.at(folder.resolve("cloud"), clock);
        desk = new TestDesk(folder.resolve("console"), CloudSettings.OF_ENVIRONMENT, screen, clock);
        dock = new LogDockViewModel(desk.workspace().cloud()::logs, screen, clock);
    }

    @AfterEach
    void stop() throws Exception {
        onScreen(() -> {
            dock.close();
            return true;
        });
        desk.close();
        cloud.close();
        screen.close();
    }

    @Test
    void a_task_that_ended_and_was_forgotten_while_nothing_could_be_asked_has_its_last_line(@TempDir Path folder)
            throws Exception {
        Path go = folder.resolve("go");
        cloud.define(FAMILY, "echo begun; while [ ! -e " + go + " ]; do sleep 0.1; done; echo ended", GROUP, Map.of());
        String arn = cloud.run(FAMILY, 1).getFirst();
        desk.resources().start();
        new TaskLogs(desk.desk())
                .openStarted(List.of(arn), desk.workspace().cloud().tasks().definition(FAMILY));
        LogViewModel log = open();
        within().until(() -> lines(log).equals(List.of("begun")));
        within().until(() -> listed().stream().anyMatch(task -> task.arn().equals(arn)));

        cloud.faults("""
                [{"service": "ecs", "operation": "ListTasks", "kind": "error", "status": 503, "code": "Unavailable"}]""");
        Files.createFile(go);
        within().until(() -> describe(arn).equals(List.of("STOPPED")));
        clock.now();
        cloud.run(FAMILY, 1);
        assertThat(describe(arn)).as("what the cloud tells of it").isEmpty();
        within().until(() -> lines(log).equals(List.of("begun", "ended")));
        assertThat(onScreen(() -> log.target().scopes().now().ended()))
                .as("it is listed as it was last known")
                .isFalse();

        cloud.faults("");
        awaitEnd(log);
        assertThat(listed()).extracting(ClusterTask::arn).doesNotContain(arn);
        assertThat(lines(log)).containsExactly("begun", "ended");
    }

    @Test
    void a_run_whose_tasks_nobody_knows_any_more_is_told_by_the_lines_of_its_time() throws Exception {
        Instant began = clock.instant();
        cloud.submit(RUN, "banknote", 1, 10);
        clock.forward(Duration.ofMinutes(1));
        Claim claim = cloud.work("banknote", "worker-one");
        clock.forward(Duration.ofMinutes(1));
        assertThat(cloud.jobs.complete(claim, 0)).isTrue();
        clock.forward(Duration.ofMinutes(1));
        printed(Map.of(
                began.plusSeconds(30), "of the run before",
                began.plusSeconds(90), "row 7 answered",
                began.plusSeconds(150), "of the run after"));
        clock.now();

        RunsViewModel runs = onScreen(() ->
                new RunsViewModel(desk.desk(), new UsageStore(desk.workspace().state())));
        desk.resources().start();
        within().until(() -> onScreen(() -> runs.rows().find(RUN).isPresent()));
        within().until(() ->
                onScreen(() -> desk.resources().tasks().reading().get().at().isPresent()));
        onScreen(() -> {
            runs.choose(runs.rows().all());
            runs.commandsProperty().get().stream()
                    .filter(command -> command.title().equals("Open log"))
                    .findFirst()
                    .orElseThrow()
                    .run()
                    .run();
            return true;
        });
        LogViewModel log = open();
        assertThat(log.target().note())
                .startsWith("ECS has forgotten which tasks these were: the lines of all workers from ");
        awaitEnd(log);
        assertThat(lines(log)).containsExactly("row 7 answered");
        onScreen(() -> {
            runs.close();
            return true;
        });
    }

    /** Opens the one log that is asked for. */
    private LogViewModel open() throws Exception {
        within().until(() -> desk.logs().size() == 1);
        LogTarget target = desk.logs().getFirst();
        return onScreen(() -> {
            dock.open(target);
            return dock.logs().getFirst();
        });
    }

    private void awaitEnd(LogViewModel log) {
        within().until(() -> onScreen(() -> log.completenessProperty().get().text(ZoneOffset.UTC))
                .equals("complete to the end, 0 gaps"));
    }

    private List<String> lines(LogViewModel log) throws Exception {
        return onScreen(() -> log.lines().lines(0, 10).stream().map(Line::text).toList());
    }

    private List<ClusterTask> listed() throws Exception {
        return onScreen(() -> desk.resources().tasks().reading().get().value().orElse(List.of()));
    }

    private List<String> describe(String arn) {
        return cloud
                .ecs
                .describeTasks(request -> request.cluster(TestCloud.CLUSTER).tasks(arn))
                .tasks()
                .stream()
                .map(task -> task.lastStatus())
                .toList();
    }

    private void printed(Map<Instant, String> lines) {
        CloudWatchLogsClient logs = cloud.clients().client(CloudWatchLogsClient.builder());
        String stream = "batch/batch/0123456789abcdef";
        logs.createLogGroup(request -> request.logGroupName(GROUP));
        logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName(stream));
        List<InputLogEvent> events = lines.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(line -> InputLogEvent.builder()
                        .timestamp(line.getKey().toEpochMilli())
                        .message(line.getValue())
                        .build())
                .toList();
        logs.putLogEvents(
                request -> request.logGroupName(GROUP).logStreamName(stream).logEvents(events));
    }

    private static ConditionFactory within() {
        return await().atMost(TestConsole.PATIENCE);
    }

    private <T> T onScreen(Callable<T> work) throws Exception {
        return screen.submit(work).get();
    }
}
