package dev.vitrine.localcloud.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

class SchedulerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ROLE = "arn:aws:iam::000000000000:role/vitrine-scheduler";
    private static final String CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/default";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    private RunningCloud cloud;
    private SchedulerClient scheduler;

    @BeforeEach
    void start() throws Exception {
        cloud = open();
        scheduler = cloud.client(SchedulerClient.builder());
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void a_schedule_starts_a_task_once_at_its_time_and_is_gone() {
        register("greeter");
        String at = atIn(1);
        scheduler.createSchedule(r ->
                task(r, "once", "greeter").scheduleExpression(at).actionAfterCompletion(ActionAfterCompletion.DELETE));

        await().atMost(PATIENCE).until(() -> cloud.messages("/test/greeter").equals(said(at)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> scheduler.getSchedule(r -> r.name("once")))
                        .isInstanceOf(ResourceNotFoundException.class));
    }

    @Test
    void a_run_that_came_due_while_nothing_listened_is_made_up_for() throws Exception {
        register("late");
        String at = atIn(1);
        scheduler.createSchedule(r -> task(r, "late", "late").scheduleExpression(at));
        LocalDateTime due = LocalDateTime.now(ZoneOffset.UTC).plusSeconds(2);
        cloud.close();
        await().atMost(PATIENCE).until(() -> LocalDateTime.now(ZoneOffset.UTC).isAfter(due));

        cloud = open();

        await().atMost(PATIENCE).until(() -> cloud.messages("/test/late").equals(said(at)));
        assertThat(cloud.client(EcsClient.builder())
                        .listTasks(r -> r.desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .hasSize(1);
    }

    @Test
    void schedules_are_kept_changed_listed_and_removed() {
        register("kept");
        scheduler.createScheduleGroup(r -> r.name("nightly"));
        String arn = scheduler
                .createSchedule(r -> task(r, "batch", "kept")
                        .groupName("nightly")
                        .scheduleExpression("cron(0 2 * * ? *)")
                        .scheduleExpressionTimezone("Europe/Berlin"))
                .scheduleArn();

        assertThat(arn).isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/nightly/batch");
        GetScheduleResponse found =
                scheduler.getSchedule(r -> r.groupName("nightly").name("batch"));
        assertThat(found.scheduleExpressionTimezone()).isEqualTo("Europe/Berlin");
        assertThat(found.target().ecsParameters().taskDefinitionArn()).endsWith("task-definition/kept");
        assertThat(found.state()).isEqualTo(ScheduleState.ENABLED);
        assertThatThrownBy(() -> scheduler.createSchedule(
                        r -> task(r, "batch", "kept").groupName("nightly").scheduleExpression("rate(1 hour)")))
                .isInstanceOf(ConflictException.class);
        scheduler.updateSchedule(r -> r.groupName("nightly")
                .name("batch")
                .scheduleExpression("rate(1 hour)")
                .state(ScheduleState.DISABLED)
                .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                .target(found.target()));
        assertThat(scheduler.listSchedules(r -> r.groupName("nightly")).schedules())
                .singleElement()
                .satisfies(schedule -> assertThat(schedule.state()).isEqualTo(ScheduleState.DISABLED));
        scheduler.deleteScheduleGroup(r -> r.name("nightly"));
        assertThatThrownBy(
                        () -> scheduler.getSchedule(r -> r.groupName("nightly").name("batch")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void what_cannot_be_started_is_refused_by_name() {
        assertThatThrownBy(() -> scheduler.createSchedule(r -> r.name("queue")
                        .scheduleExpression("rate(1 hour)")
                        .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                        .target(t ->
                                t.arn("arn:aws:sqs:us-east-1:000000000000:q").roleArn(ROLE))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("arn:aws:sqs:us-east-1:000000000000:q");
        assertThatThrownBy(() -> scheduler.createSchedule(
                        r -> task(r, "never", "greeter").scheduleExpression("every now and then")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Invalid Schedule Expression every now and then.");
    }

    private RunningCloud open() throws Exception {
        return RunningCloud.start(
                state, new TestImages(folder).add("test/greeter", List.of("sh", "-c", "echo hello from a $FROM $AT")));
    }

    private void register(String family) {
        cloud.client(EcsClient.builder()).registerTaskDefinition(r -> r.family(family)
                .containerDefinitions(ContainerDefinition.builder()
                        .name("greeter")
                        .image("test/greeter:latest")
                        .logConfiguration(l -> l.logDriver(LogDriver.AWSLOGS)
                                .options(java.util.Map.of(
                                        "awslogs-group", "/test/" + family,
                                        "awslogs-region", "us-east-1",
                                        "awslogs-stream-prefix", "greeter")))
                        .build()));
    }

    private static CreateScheduleRequest.Builder task(
            CreateScheduleRequest.Builder request, String name, String family) {
        return request.name(name)
                .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                .target(Target.builder()
                        .arn(CLUSTER)
                        .roleArn(ROLE)
                        .ecsParameters(p ->
                                p.taskDefinitionArn("arn:aws:ecs:us-east-1:000000000000:task-definition/" + family))
                        .input("""
                                {"containerOverrides": [{"name": "greeter",
                                  "environment": [{"name": "FROM", "value": "schedule"},
                                                  {"name": "AT", "value": "<aws.scheduler.scheduled-time>"}]}]}""")
                        .build());
    }

    /** The planned time stands in the task's environment, where the target's input names it. */
    private static List<String> said(String at) {
        return List.of("hello from a schedule " + at.substring("at(".length(), at.length() - 1) + "Z");
    }

    private static String atIn(int seconds) {
        return "at(" + LocalDateTime.now(ZoneOffset.UTC).plusSeconds(seconds).format(SECONDS) + ")";
    }
}
