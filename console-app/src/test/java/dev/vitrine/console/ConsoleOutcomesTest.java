package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.operation.CloudSettings;
import java.nio.file.Path;
import java.util.List;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Actions of which a part fails, and actions that end when another cloud is looked at. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleOutcomesTest {
    private TestCloud other;
    private TestCloud cloud;
    private TestConsole console;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        other = new TestCloud(folder.resolve("other"));
        other.submit("20260101-000009-zzzz", "wine", 1, 10);
        cloud = new TestCloud(folder.resolve("cloud"));
        console = TestConsole.open(folder.resolve("console"), Map.of(), at(cloud), ViewKind.runs);
    }

    @AfterAll
    void stop() {
        console.close();
        cloud.close();
        other.close();
    }

    private static CloudSettings at(TestCloud where) {
        return new CloudSettings(Optional.of(where.endpoint()), Optional.empty(), Optional.of("us-east-1"));
    }

    private JobState state(String job) {
        return cloud.jobs.find(job).orElseThrow().state();
    }

    @Test
    @Order(1)
    void runs_that_cannot_be_cancelled_are_told_row_by_row_while_the_rest_is() {
        String done = "20260101-000001-aaaa";
        String gone = "20260101-000002-bbbb";
        String open = "20260101-000003-cccc";
        List.of(done, gone, open).forEach(job -> cloud.submit(job, "banknote", 1, 10));
        console.selectAll("runs", List.of(done, gone, open));
        console.press(KeyCode.X, false);
        console.awaitThere("plan-confirm");
        assertThat(cloud.jobs.complete(cloud.work("banknote", "worker-one"), 0)).isTrue();
        assertThat(state(done)).isEqualTo(JobState.SUCCEEDED);
        cloud.clients().dynamoDb().deleteItem(request -> request.tableName(VitrineTable.DEFAULT_NAME)
                .key(Map.of("pk", AttributeValue.fromS("JOB#" + gone), "sk", AttributeValue.fromS("JOB"))));
        console.fire("plan-confirm");

        console.awaitText("failed: The run was SUCCEEDED before it could be cancelled.");
        console.awaitText("failed: The run is gone.");
        console.awaitText("Cancel 3 runs: 2 of 3 failed.");
        assertThat(console.texts()).contains("done");
        console.picture("partly-cancelled");
        assertThat(state(open)).isEqualTo(JobState.CANCELLED);
        console.fire("plan-cancel");
        console.awaitGone("plan");
        console.view(ViewKind.activity);
        console.awaitRows("activity", 3);
        console.awaitText("3 actions, 2 of them failed");
        assertThat(console.table("activity").getItems())
                .extracting(row -> row.value().toString())
                .anyMatch(record -> record.contains("done=true") && record.contains("it is CANCELLED"))
                .anyMatch(record -> record.contains("done=false") && record.contains("The run is gone."));
    }

    @Test
    @Order(2)
    void a_task_that_cannot_be_stopped_keeps_no_other_from_being_stopped() throws Exception {
        String definition = cloud.define("vitrine-banknote", "exec sleep 600", "/vitrine/banknote", Map.of());
        List<String> tasks = cloud.run(definition, 2);
        console.view(ViewKind.runs);
        console.selectAll("tasks", tasks);
        console.fire("do-stop-tasks");
        console.awaitThere("plan-confirm");
        cloud.faults("""
                [{"service":"ecs","operation":"StopTask","kind":"error","status":400,
                  "code":"InvalidParameterException","count":1}]""");
        console.fire("plan-confirm");

        console.awaitText("Stop 2 tasks: 1 of 2 failed.");
        console.awaitText("failed: cannot stop the task: ");
        console.picture("partly-stopped");
        console.fire("plan-cancel");
        console.awaitGone("plan");
        await().atMost(TestConsole.PATIENCE)
                .until(() ->
                        cloud
                                        .ecs
                                        .describeTasks(request -> request.cluster(TestCloud.CLUSTER)
                                                .tasks(tasks))
                                        .tasks()
                                        .stream()
                                        .filter(task -> task.desiredStatus().equals("STOPPED"))
                                        .count()
                                == 1);
        console.view(ViewKind.activity);
        console.awaitText("5 actions, 3 of them failed");
    }

    @Test
    @Order(3)
    void what_ends_after_a_switch_is_told_in_the_new_window_and_written_down_where_it_was_done() {
        String done = "20260101-000004-dddd";
        String open = "20260101-000005-eeee";
        List.of(done, open).forEach(job -> cloud.submit(job, "banknote", 1, 10));
        console.view(ViewKind.runs);
        console.selectAll("runs", List.of(done, open));
        console.press(KeyCode.X, false);
        console.awaitThere("plan-confirm");
        assertThat(cloud.jobs.complete(cloud.work("banknote", "worker-one"), 0)).isTrue();
        console.fireAndSwitch("plan-confirm", at(other));

        console.awaitText("'Cancel 2 runs' in " + cloud.endpoint() + ", account 000000000000, us-east-1"
                + " ended: 1 done, 1 failed.");
        console.select("runs", "20260101-000009-zzzz");
        console.picture("ended-after-switch");
        assertThat(console.isThere("plan")).isFalse();
        assertThat(state(open)).isEqualTo(JobState.CANCELLED);
        console.fire("toast-act");
        console.awaitThere("outcome");
        assertThat(console.texts())
                .contains(
                        "done",
                        "failed: The run was SUCCEEDED before it could be cancelled.",
                        cloud.endpoint() + ", account 000000000000, us-east-1");
        console.picture("outcome");
        console.fire("outcome-close");
        console.awaitGone("outcome");
        console.view(ViewKind.activity);
        console.awaitText("0 actions");

        console.switchTo(at(cloud));
        console.awaitText("7 actions, 4 of them failed");
        assertThat(console.isThere("toast-act")).as("it was read").isFalse();
    }
}
