package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.action.ActionRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Everything that can be done, done: the window on a real local cloud with images, services, functions, tasks and jobs. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleActionsTest {
    private static final Path BANKNOTE = Path.of("..", "prototypes", "banknote");
    private static final String SERVICE = "vitrine-frontend";
    private static final String SERVICE_ARN = "arn:aws:ecs:us-east-1:000000000000:service/vitrine/vitrine-frontend";
    private static final String FUNCTION = "vitrine-banknote";
    private static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:000000000000:function:vitrine-banknote";
    private static final String DONE = "20260101-000001-aaaa";

    private TestCloud cloud;
    private TestConsole console;
    private LambdaClient lambda;
    private String first;
    private String second;
    private String oldFrontend;
    private String newFrontend;
    private String newPredictor;
    private String editedRun = "";

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        cloud = new TestCloud(folder);
        Path banknote = folder.resolve("banknote");
        TestFolders.copy(BANKNOTE, banknote);
        first = cloud.publish(banknote);
        Files.writeString(banknote.resolve("README.md"), "Another word.");
        second = cloud.publish(banknote);
        pushImages();
        cloud.submit(DONE, "banknote", first, 2, 3);
        cloud.answer(cloud.work("banknote", "worker-one"));
        cloud.answer(cloud.work("banknote", "worker-one"));
        console = TestConsole.open(folder.resolve("console"), Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.runs);
    }

    private void pushImages() throws Exception {
        TestRegistry registry = new TestRegistry(cloud.endpoint());
        String frontend = cloud.repository("vitrine/frontend");
        String predictor = cloud.repository("vitrine/predictor");
        List<String> shell = List.of("sh", "-c");
        oldFrontend = registry.push("vitrine/frontend", "1111111", shell);
        newFrontend = registry.push("vitrine/frontend", "2222222", shell);
        registry.push("vitrine/predictor", "1111111", function());
        newPredictor = registry.push("vitrine/predictor", "2222222", function());
        cloud.serve(
                SERVICE,
                cloud.define(
                        SERVICE,
                        frontend + "@" + oldFrontend,
                        "echo serving; exec sleep 600",
                        "/vitrine/frontend",
                        Map.of("SIZE", "1")));
        lambda = cloud.clients().lambda();
        cloud.function(FUNCTION, predictor + ":1111111");
    }

    private static List<String> function() {
        return List.of(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                TestClassPath.get(),
                EchoFunction.class.getName());
    }

    @AfterAll
    void stop() {
        console.close();
        cloud.close();
    }

    private void until(String what, Callable<Boolean> condition) {
        await(what).atMost(TestConsole.PATIENCE).until(condition);
    }

    private List<Job> jobs() {
        return cloud.jobs
                .list(new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), 50))
                .jobs();
    }

    @Test
    @Order(1)
    void the_results_of_a_run_and_its_rejects_are_leafed_through() {
        console.select("runs", DONE);
        console.press(KeyCode.O, false);
        console.awaitThere("sheet-table");
        console.until("six rows", () -> sheet().getItems().size() == 6);
        assertThat(console.onScreen(() -> sheet().getColumns().stream()
                        .map(column -> column.getText())
                        .toList()))
                .containsExactly("row", "variance", "verdict", "score", "error");
        assertThat(console.onScreen(() -> sheet().getItems().get(3))).containsExactly("4", "1", "genuine", "0.5", "");
        console.awaitText("rows 1 to 6 of 6");
        console.picture("results");
        console.fire("sheet-close");
        console.awaitGone("sheet");

        console.press(KeyCode.J, false);
        console.awaitThere("sheet-table");
        console.until("two rejects", () -> sheet().getItems().size() == 2);
        assertThat(console.onScreen(() -> sheet().getItems().getLast()))
                .containsExactly("6", "variance", "1", "must be another", "1");
        console.fire("sheet-close");
        console.awaitGone("sheet");
    }

    @SuppressWarnings("unchecked") // the sheet's rows are lists of texts
    private TableView<List<String>> sheet() {
        return console.robot()
                .lookup(node -> "sheet-table".equals(node.getId()))
                .queryAs(TableView.class);
    }

    @Test
    @Order(2)
    void a_run_is_done_once_more_and_another_time_with_edits() {
        console.select("runs", DONE);
        console.hold(KeyCode.R);
        console.awaitRows("runs", 2);
        console.hold(KeyCode.R);
        console.letGo(KeyCode.R);
        Job again = other(DONE);
        assertThat(again.rows()).isEqualTo(6);
        assertThat(again.version()).isEqualTo(first);
        assertThat(again.owner()).isEqualTo("user/vitrine");
        assertThat(cloud.jobs.shards(again.id())).hasSize(2);

        console.press(KeyCode.E, false);
        console.choose("answer-version", second);
        console.type("answer-seed", "many");
        console.fire("form-submit");
        console.awaitText("The seed must be a whole number");
        console.type("answer-seed", "42");
        console.picture("rerun");
        console.fire("form-submit");
        console.awaitRows("runs", 3);
        assertThat(jobs()).as("a key that is held acts once").hasSize(3);
        Job edited = other(DONE, again.id());
        editedRun = edited.id();
        assertThat(edited.version()).isEqualTo(second);
        assertThat(edited.seed()).isEqualTo(42);
        assertThat(edited.state()).isEqualTo(JobState.QUEUED);
    }

    private Job other(String... known) {
        return jobs().stream()
                .filter(job -> !List.of(known).contains(job.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(3)
    void two_runs_are_compared_side_by_side() {
        console.selectAll("runs", List.of(DONE, editedRun));
        console.awaitText("Two runs side by side");
        assertThat(console.texts()).contains(first, second, "≠", "42");
        console.picture("compare");
    }

    @Test
    @Order(4)
    void it_is_told_when_a_run_is_done_and_when_one_fails() {
        jobs().stream().filter(job -> job.state() == JobState.QUEUED).forEach(job -> cloud.jobs.cancel(job.id()));
        cloud.submit("20260101-000002-bbbb", "banknote", first, 1, 3);
        Claim claim = cloud.work("banknote", "worker-one");
        console.select("runs", "20260101-000002-bbbb");
        console.awaitText("RUNNING");
        console.press(KeyCode.N, false);
        console.awaitThere("do-do-not-notify");
        cloud.answer(claim);
        console.awaitText("A run is done\nbanknote, notes.csv: 3 rows, 1 rejects");

        cloud.submit("20260101-000003-cccc", "banknote", first, 1, 3);
        console.select("runs", "20260101-000003-cccc");
        cloud.jobs.failJob(cloud.work("banknote", "worker-one"), "The model does not fit into memory.");
        console.awaitText("A run failed\nbanknote, notes.csv: The model does not fit into memory.");
        console.awaitText("FAILED");
        console.picture("notified");
    }

    @Test
    @Order(5)
    void a_service_is_redeployed_by_digest_and_its_completed_deployment_rolled_back() {
        console.view(ViewKind.serve);
        console.select("serve", SERVICE_ARN);
        console.awaitText("1 of 1");
        until("the old image", () -> digests().equals(List.of(oldFrontend)));
        console.fire("do-redeploy");
        console.choose("answer-image", newFrontend);
        console.picture("redeploy");
        console.fire("form-submit");
        console.confirm();
        until("the new image", () -> digests().equals(List.of(newFrontend)) && isSteady());
        assertThat(service().taskDefinition()).endsWith(":2");

        console.until("the rollout is seen", () -> console.table("serve").getItems().stream()
                .anyMatch(row -> row.value().toString().contains("vitrine-frontend:2")));
        console.fire("do-roll-back");
        console.awaitText("It runs vitrine-frontend:2.");
        console.choose("answer-definition", ":1");
        console.fire("form-submit");
        console.awaitThere("plan");
        console.picture("roll-back");
        assertThat(console.texts()).anyMatch(text -> text.contains(oldFrontend));
        console.confirm();
        until("the old image again", () -> digests().equals(List.of(oldFrontend)) && isSteady());
        assertThat(service().taskDefinition()).endsWith(":1");
    }

    @Test
    @Order(6)
    void a_service_is_stopped_and_started() {
        console.view(ViewKind.serve);
        console.select("serve", SERVICE_ARN);
        console.fire("do-stop");
        console.confirm();
        until("stopped", () -> service().runningCount() == 0);
        assertThat(service().desiredCount()).isZero();
        console.awaitThere("do-start");
        console.fire("do-start");
        console.confirm();
        until("started", () -> service().runningCount() == 1);
    }

    private Service service() {
        return cloud.ecs
                .describeServices(request -> request.cluster(TestCloud.CLUSTER).services(SERVICE))
                .services()
                .getFirst();
    }

    private boolean isSteady() {
        return service().deployments().size() == 1
                && service().deployments().getFirst().rolloutStateAsString().equals("COMPLETED");
    }

    private List<String> digests() {
        List<String> arns = cloud.ecs
                .listTasks(request -> request.cluster(TestCloud.CLUSTER).serviceName(SERVICE))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : cloud
                        .ecs
                        .describeTasks(
                                request -> request.cluster(TestCloud.CLUSTER).tasks(arns))
                        .tasks()
                        .stream()
                        .filter(task -> task.lastStatus().equals("RUNNING"))
                        .map(Task::containers)
                        .map(List::getFirst)
                        .map(Container::imageDigest)
                        .toList();
    }

    @Test
    @Order(7)
    void a_function_is_tried_with_the_form_of_its_prototype() {
        console.view(ViewKind.serve);
        console.select("serve", FUNCTION_ARN);
        console.press(KeyCode.T, false);
        console.awaitThere("answer-entropy");
        assertThat(console.text("answer-variance")).isEqualTo("3.6216");
        console.picture("test-invoke");
        console.fire("form-submit");
        console.awaitText("Invoke vitrine-banknote: done.");
        console.awaitText("verdict = genuine, score = 3.6216");

        console.press(KeyCode.T, false);
        console.type("answer-variance", "0");
        console.fire("form-submit");
        console.awaitText("variance: must not be 0");
    }

    @Test
    @Order(8)
    void a_function_is_redeployed_published_and_its_alias_shifted() {
        publishVersion(1);
        console.fire("do-redeploy");
        console.choose("answer-image", newPredictor);
        console.fire("form-submit");
        console.confirm();
        until("the new image", () -> lambda.getFunction(request -> request.functionName(FUNCTION))
                .code()
                .resolvedImageUri()
                .endsWith(newPredictor));
        publishVersion(2);

        console.until("both versions are seen", () -> console.table("serve").getItems().stream()
                .anyMatch(row -> row.value().toString().contains("versions=[1, 2]")));
        shift("1", "2", "100");
        console.awaitText("The share must be 1 to 99 per cent.");
        console.type("answer-percent", "25");
        console.picture("shift");
        console.fire("form-submit");
        console.confirm();
        var alias = lambda.getAlias(request -> request.functionName(FUNCTION).name("live"));
        assertThat(alias.functionVersion()).isEqualTo("1");
        assertThat(alias.routingConfig().additionalVersionWeights()).isEqualTo(Map.of("2", 0.25));
        console.awaitText("live: 1 (75%), 2 (25%)");

        shift("2", "none", "");
        console.confirm();
        until("all of it", () -> lambda.getAlias(
                        request -> request.functionName(FUNCTION).name("live"))
                .functionVersion()
                .equals("2"));
    }

    private void publishVersion(int number) {
        console.press(KeyCode.P, false);
        until(
                "version " + number,
                () -> lambda.listVersionsByFunction(request -> request.functionName(FUNCTION))
                                .versions()
                                .size()
                        == number + 1);
    }

    private void shift(String version, String other, String percent) {
        console.fire("do-shift-alias");
        console.choose("answer-version", "version " + version);
        console.choose("answer-second", other);
        console.type("answer-percent", percent);
        console.fire("form-submit");
    }

    @Test
    @Order(9)
    void a_function_is_stopped_and_started() {
        console.view(ViewKind.serve);
        console.select("serve", FUNCTION_ARN);
        console.fire("do-stop");
        console.confirm();
        until("refused", () -> Integer.valueOf(0).equals(concurrency()));
        console.press(KeyCode.T, false);
        console.awaitThere("answer-variance");
        console.fire("form-submit");
        console.awaitText("1 of 1 failed");
        console.fire("plan-cancel");
        console.awaitThere("do-start");
        console.awaitText("It refuses every call");
        console.fire("do-start");
        console.confirm();
        until("answered", () -> concurrency() == null);
    }

    private @Nullable Integer concurrency() {
        return lambda.getFunctionConcurrency(request -> request.functionName(FUNCTION))
                .reservedConcurrentExecutions();
    }

    @Test
    @Order(10)
    void a_digest_is_deployed_from_where_the_images_are() {
        console.view(ViewKind.images);
        console.awaitRows("images", 4);
        console.type("filter-images", "2222222 vitrine/frontend");
        console.awaitRows("images", 1);
        console.onScreen(() -> {
            console.table("images").getSelectionModel().clearAndSelect(0);
            return true;
        });
        console.fire("do-deploy-this-digest");
        console.choose("answer-target", "service vitrine-frontend");
        console.fire("form-submit");
        console.confirm();
        until("the new image", () -> digests().equals(List.of(newFrontend)));
        console.until("it is told where it runs", () -> console.table("images")
                .getItems()
                .getFirst()
                .value()
                .toString()
                .contains("runsIn=[vitrine-frontend]"));
    }

    @Test
    @Order(11)
    void a_version_is_rolled_back_and_the_undo_brings_it_again() {
        console.view(ViewKind.images);
        console.select("versions", "banknote#" + second);
        console.fire("do-roll-back");
        console.confirm();
        until("rolled back", () -> champion().equals(first));
        console.view(ViewKind.activity);
        console.until("it is written down", () -> console.table("activity").getItems().stream()
                .anyMatch(row -> row.value().toString().contains("champion " + first)));
        console.onScreen(() -> {
            console.table("activity").getSelectionModel().clearAndSelect(0);
            return true;
        });
        console.awaitText("aws dynamodb update-item --table-name vitrine");
        console.fire("do-undo");
        console.confirm();
        until("undone", () -> champion().equals(second));
    }

    private String champion() {
        return cloud.prototypes.find("banknote").orElseThrow().champion();
    }

    @Test
    @Order(12)
    void what_was_filled_in_is_kept_as_a_preset_and_used_again() {
        console.view(ViewKind.launch);
        console.select("definitions", SERVICE);
        console.type("answer-command", "\"echo from a preset; exec sleep 600\"");
        console.type("answer-environment", "API_KEY=hunter-two\nSIZE=9");
        console.type("answer-count", "2");
        console.fire("do-keep-as-preset");
        console.type("answer-name", "two of them");
        console.fire("form-submit");
        console.awaitThere("do-use-two-of-them");
        console.type("answer-command", "");
        console.type("answer-count", "1");
        console.fire("do-use-two-of-them");
        until("the count", () -> console.text("answer-count").equals("2"));
        assertThat(console.text("answer-environment")).isEqualTo("API_KEY=\nSIZE=9");
        console.picture("preset");
        console.fire("form-submit");
        console.confirm();
        until(
                "two tasks",
                () -> cloud.ecs
                                .listTasks(request ->
                                        request.cluster(TestCloud.CLUSTER).family(SERVICE))
                                .taskArns()
                                .size()
                        == 3);
    }

    @Test
    @Order(13)
    void the_lines_that_are_written_down_do_the_same_in_a_shell() throws Exception {
        console.view(ViewKind.activity);
        shell(line("Redeploy", SERVICE));
        until("the new image", () -> digests().equals(List.of(newFrontend)) && isSteady());

        Job cancelled = cloud.submit("20990101-000001-cccc", "banknote", first, 2, 3);
        Job open = cloud.submit("20990101-000002-dddd", "banknote", first, 2, 3);
        console.view(ViewKind.runs);
        console.select("runs", cancelled.id());
        console.press(KeyCode.X, false);
        console.confirm();
        until("cancelled", () -> state(cancelled) == JobState.CANCELLED);
        console.view(ViewKind.activity);
        console.until("it is written down", () -> !records("Cancel").isEmpty());
        shell(line("Cancel", "banknote").replace(cancelled.id(), open.id()));

        assertThat(state(open)).isEqualTo(JobState.CANCELLED);
        assertThat(cloud.jobs.find(open.id()).orElseThrow().finishedAt()).isPresent();
        assertThat(cloud.jobs.claim("banknote", "worker-two", Duration.ofSeconds(5)))
                .isEmpty();

        console.view(ViewKind.runs);
        console.select("runs", open.id());
        console.press(KeyCode.R, false);
        console.view(ViewKind.activity);
        console.until("it is written down", () -> records("Rerun").stream()
                .anyMatch(record -> record.before().contains(open.id())));
        ActionRecord rerun = records("Rerun").stream()
                .filter(record -> record.before().contains(open.id()))
                .findFirst()
                .orElseThrow();
        String made = rerun.after().replaceFirst("run ([^ ]+) of .*", "$1");
        String byShell = made.substring(0, made.length() - 1) + (made.endsWith("7") ? "8" : "7");
        shell(rerun.cli().replace(made, byShell));

        Job first = cloud.jobs.find(made).orElseThrow();
        Job second = cloud.jobs.find(byShell).orElseThrow();
        assertThat(second).usingRecursiveComparison().ignoringFields("id").isEqualTo(first);
        assertThat(cloud.jobs.shards(byShell))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("jobId")
                .isEqualTo(cloud.jobs.shards(made));
        assertThat(cloud.work("banknote", "worker-three").job().id()).isIn(made, byShell);

        console.select("activity", rerun.id());
        console.fire("do-undo");
        console.confirm();
        until("taken back", () -> state(first) == JobState.CANCELLED);
        assertThat(state(second)).isNotEqualTo(JobState.CANCELLED);
    }

    private JobState state(Job job) {
        return cloud.jobs.find(job.id()).orElseThrow().state();
    }

    private List<ActionRecord> records(String what) {
        return console.table("activity").getItems().stream()
                .map(row -> (ActionRecord) row.value())
                .filter(record -> record.what().equals(what))
                .toList();
    }

    private String line(String what, String target) {
        return records(what).stream()
                .filter(record -> record.target().startsWith(target))
                .findFirst()
                .orElseThrow()
                .cli();
    }

    private static void shell(String line) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true);
        shell.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        shell.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "vitrine", "AWS_SECRET_ACCESS_KEY", "vitrine"));
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(line + "\n" + said).isZero();
    }

    @Test
    @Order(14)
    void what_serves_is_drawn_over_time() {
        console.view(ViewKind.serve);
        console.select("serve", FUNCTION_ARN);
        console.awaitText("Time of a call");
        console.awaitText("median  ");
        console.awaitText("errors  0 a minute");
        console.fire("choose-1-h");
        console.awaitText("99 %  ");
        console.below("Metrics");
        console.picture("metrics-function");

        console.select("serve", SERVICE_ARN);
        console.awaitText("CPU of what its tasks have");
        console.awaitText("most of one task  ");
        console.below("Metrics");
        console.picture("metrics-service");
    }
}
