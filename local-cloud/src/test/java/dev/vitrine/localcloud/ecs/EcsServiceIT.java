package dev.vitrine.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@TestInstance(Lifecycle.PER_CLASS)
class EcsServiceIT {
    private static final Volume SCRATCH = Volume.builder().name("scratch").build();
    private static final String SHELL = "000000000000.dkr.ecr.us-east-1.amazonaws.com/test/shell:latest";
    private static final String ROLE = "arn:aws:iam::000000000000:role/vitrine-execution";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunningCloud cloud;
    private EcsClient ecs;
    private CloudWatchLogsClient logs;

    @BeforeAll
    void start(@TempDir Path images, @TempDir Path state) throws Exception {
        TestImages made = new TestImages(images)
                .add("test/shell", List.of("sh", "-c"), "FROM_IMAGE=image", "COLOR=red")
                .add("test/java", TestImages.java("-Dvitrine.role=batch", TestTask.class.getName()));
        cloud = RunningCloud.start(state, made);
        ecs = cloud.client(EcsClient.builder());
        logs = cloud.client(CloudWatchLogsClient.builder());
        ecs.createCluster(r -> r.clusterName("vitrine"));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @Test
    void aTaskRunsToItsEndAndItsOutputIsInTheLog() {
        register("ends", SHELL, c -> c.command("echo one; echo two >&2; exit 0"));

        Task task = awaitStopped(run("ends"));

        assertThat(task.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(task.containers()).singleElement().satisfies(container -> {
            assertThat(container.exitCode()).isZero();
            assertThat(container.lastStatus()).isEqualTo("STOPPED");
        });
        assertThat(task.createdAt()).isBeforeOrEqualTo(task.startedAt());
        assertThat(task.startedAt()).isBeforeOrEqualTo(task.stoppedAt());
        assertThat(lines(task)).containsExactly("one", "two");
    }

    @Test
    void theExitCodeOfTheProgramIsTheContainers() {
        register("fails", SHELL, c -> c.command("exit 3"));

        assertThat(awaitStopped(run("fails")).containers().getFirst().exitCode())
                .isEqualTo(3);
    }

    @Test
    void aStoppedTaskGetsSigtermAndSaysGoodbye() {
        register("worker", "test/java", c -> c);
        Task task = run("worker");
        await().atMost(PATIENCE).until(() -> lines(task).contains("working"));

        ecs.stopTask(r -> r.cluster("vitrine").task(task.taskArn()).reason("no longer needed"));

        Task stopped = awaitStopped(task);
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(stopped.stoppedReason()).isEqualTo("no longer needed");
        assertThat(stopped.containers().getFirst().exitCode()).isEqualTo(143);
        assertThat(lines(task)).containsExactly("working", "released its shard");
    }

    @Test
    void aTaskThatIgnoresSigtermIsKilledWithItsChildrenAfterTheStopTimeout() {
        register("stubborn", SHELL, c -> c.command("trap '' TERM; sleep 1000 & echo $!; wait; wait; wait")
                .stopTimeout(1));
        Task task = run("stubborn");
        await().atMost(PATIENCE).until(() -> !lines(task).isEmpty());
        long child = Long.parseLong(lines(task).getFirst());

        ecs.stopTask(r -> r.cluster("vitrine").task(task.taskArn()));

        assertThat(awaitStopped(task).containers().getFirst().exitCode()).isEqualTo(137);
        await().atMost(PATIENCE)
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aMissingImageFailsTheTaskInTheWordsOfEcs() {
        register("missing", "vitrine/nothing:7", c -> c);

        Task task = awaitStopped(run("missing"));

        assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(task.stoppedReason())
                .startsWith("CannotPullContainerError: ")
                .contains("vitrine/nothing:7: not found");
        assertThat(task.containers().getFirst().reason()).startsWith("CannotPullContainerError: ");
        assertThat(task.containers().getFirst().exitCode()).isNull();
        assertThat(task.startedAt()).isNull();
    }

    @Test
    void aMissingProgramFailsTheTaskInTheWordsOfEcs() {
        register("noprogram", SHELL, c -> c.entryPoint("no-such-program"));

        Task task = awaitStopped(run("noprogram"));

        assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(task.stoppedReason())
                .startsWith("CannotStartContainerError: ")
                .contains("exec: \"no-such-program\": executable file not found in $PATH");
    }

    @Test
    void overridesReplaceTheCommandAndAddToTheEnvironment() {
        register("overridden", SHELL, c -> c.command("echo definition")
                .environment(pair("FROM_DEFINITION", "definition"), pair("SIZE", "small")));

        Task task = awaitStopped(ecs.runTask(
                        r -> r.cluster("vitrine").taskDefinition("overridden").overrides(o -> o.cpu("512")
                                .memory("1024")
                                .containerOverrides(ContainerOverride.builder()
                                        .name("main")
                                        .command("env | sort")
                                        .environment(pair("SIZE", "large"), pair("COLOR", "blue"))
                                        .build())))
                .tasks()
                .getFirst());

        assertThat(lines(task))
                .contains("FROM_IMAGE=image", "FROM_DEFINITION=definition", "SIZE=large", "COLOR=blue")
                .contains(
                        "AWS_REGION=us-east-1",
                        "AWS_ENDPOINT_URL=http://127.0.0.1:" + cloud.endpoint().getPort());
        assertThat(lines(task).stream().map(line -> line.substring(0, line.indexOf('='))))
                .doesNotContain("MAVEN_HOME", "MAVEN_CMD_LINE_ARGS", "USER");
        assertThat(task.cpu()).isEqualTo("512");
        assertThat(task.memory()).isEqualTo("1024");
    }

    @Test
    void anOverrideOfAnUnknownContainerIsRefused() {
        register("known", SHELL, c -> c.command("true"));

        assertThatThrownBy(() -> ecs.runTask(r -> r.cluster("vitrine")
                        .taskDefinition("known")
                        .overrides(o -> o.containerOverrides(
                                ContainerOverride.builder().name("other").build()))))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("Override for container named other is not a container in the TaskDefinition.");
    }

    @Test
    void tasksBeyondTheLaptopsLimitAreFailuresAsWhenFargateIsOutOfCapacity() {
        register("many", SHELL, c -> c.command("exec sleep 1000"));
        await().atMost(PATIENCE).until(() -> runningTasks().isEmpty());

        RunTaskResponse response =
                ecs.runTask(r -> r.cluster("vitrine").taskDefinition("many").count(6));

        assertThat(response.tasks()).hasSize(4);
        assertThat(response.failures()).hasSize(2).allSatisfy(failure -> assertThat(failure.reason())
                .startsWith("Capacity is unavailable at this time."));
        response.tasks().forEach(task -> ecs.stopTask(r -> r.cluster("vitrine").task(task.taskArn())));
        response.tasks().forEach(this::awaitStopped);
    }

    @Test
    void aTaskNamesOnlyCapacityThatItsClusterHas() {
        register("spare", SHELL, c -> c.command("true"));
        assertThatThrownBy(() -> runOnSpot("spare"))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("a capacity provider that is not associated with the cluster");
        ecs.putClusterCapacityProviders(r -> r.cluster("vitrine")
                .capacityProviders("FARGATE", "FARGATE_SPOT")
                .defaultCapacityProviderStrategy(List.<CapacityProviderStrategyItem>of()));
        assertThat(ecs.describeClusters(r -> r.clusters("vitrine"))
                        .clusters()
                        .getFirst()
                        .capacityProviders())
                .containsExactly("FARGATE", "FARGATE_SPOT");
        assertThat(runOnSpot("spare").tasks())
                .extracting(Task::capacityProviderName)
                .containsExactly("FARGATE_SPOT");
    }

    private RunTaskResponse runOnSpot(String family) {
        return ecs.runTask(r -> r.cluster("vitrine")
                .taskDefinition(family)
                .capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                        .capacityProvider("FARGATE_SPOT")
                        .build()));
    }

    @Test
    void scratchSpaceIsTheOneVolumeThatTheLocalCloudHas() {
        MountPoint scratch = MountPoint.builder()
                .sourceVolume("scratch")
                .containerPath("/tmp")
                .build();
        RegisterTaskDefinitionRequest.Builder task =
                definition("scratch", SHELL, c -> c.readonlyRootFilesystem(true).mountPoints(scratch));
        assertThatThrownBy(() -> ecs.registerTaskDefinition(task.build()))
                .hasMessageContaining("Unknown volume 'scratch'.");
        TaskDefinition made =
                ecs.registerTaskDefinition(task.volumes(SCRATCH).build()).taskDefinition();
        assertThat(made.volumes()).extracting(Volume::name).containsExactly("scratch");
        assertThat(made.containerDefinitions().getFirst().readonlyRootFilesystem())
                .isTrue();
        assertThatThrownBy(() -> ecs.registerTaskDefinition(definition(
                                "scratch",
                                SHELL,
                                c -> c.mountPoints(scratch.toBuilder()
                                        .containerPath("/data")
                                        .build()))
                        .volumes(SCRATCH)
                        .build()))
                .hasMessageContaining("on the local cloud /tmp alone can be written");
    }

    @Test
    void theSameClientTokenStartsNothingTwice() {
        register("token", SHELL, c -> c.command("true"));
        RunTaskRequest request = RunTaskRequest.builder()
                .cluster("vitrine")
                .taskDefinition("token")
                .clientToken("once")
                .build();

        Task first = ecs.runTask(request).tasks().getFirst();

        assertThat(ecs.runTask(request).tasks().getFirst().taskArn()).isEqualTo(first.taskArn());
        assertThatThrownBy(() -> ecs.runTask(request.toBuilder().count(2).build()))
                .isInstanceOf(ConflictException.class);
        awaitStopped(first);
    }

    @Test
    void tasksAreFoundByFamilyStarterAndStatus() {
        register("found", SHELL, c -> c.command("exec sleep 1000"));
        Task task = ecs.runTask(r -> r.cluster("vitrine")
                        .taskDefinition("found")
                        .startedBy("job-7")
                        .tags(Tag.builder().key("job").value("7").build()))
                .tasks()
                .getFirst();

        assertThat(ecs.listTasks(r -> r.cluster("vitrine").startedBy("job-7")).taskArns())
                .containsExactly(task.taskArn());
        assertThat(ecs.listTasks(r -> r.cluster("vitrine").family("found")).taskArns())
                .containsExactly(task.taskArn());
        assertThat(ecs.listTasks(r -> r.cluster("vitrine").family("found").desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .isEmpty();
        assertThat(ecs.describeTasks(
                                r -> r.cluster("vitrine").tasks(task.taskArn()).include(TaskField.TAGS))
                        .tasks()
                        .getFirst()
                        .tags())
                .containsExactly(Tag.builder().key("job").value("7").build());

        ecs.stopTask(r -> r.cluster("vitrine").task(task.taskArn()));
        awaitStopped(task);
        assertThat(ecs.listTasks(r -> r.cluster("vitrine").family("found").desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .containsExactly(task.taskArn());
    }

    @Test
    void aTaskThatIsUnknownIsAFailureAndAClusterThatIsUnknownAnError() {
        assertThat(ecs.describeTasks(r -> r.cluster("vitrine").tasks("nothing")).failures())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.reason()).isEqualTo("MISSING");
                    assertThat(failure.arn()).isEqualTo("arn:aws:ecs:us-east-1:000000000000:task/vitrine/nothing");
                });
        assertThatThrownBy(() -> ecs.listTasks(r -> r.cluster("none"))).isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> ecs.stopTask(r -> r.cluster("vitrine").task("nothing")))
                .hasMessageContaining("The referenced task was not found.");
    }

    @Test
    void definitionsHaveRevisionsAndCanBeRetired() {
        TaskDefinition first = register("revised", SHELL, c -> c.command("true"));
        TaskDefinition second = register("revised", SHELL, c -> c.command("false"));

        assertThat(second.revision()).isEqualTo(first.revision() + 1);
        assertThat(describe("revised")).isEqualTo(second.taskDefinitionArn());
        ecs.deregisterTaskDefinition(r -> r.taskDefinition(second.taskDefinitionArn()));
        assertThat(describe("revised")).isEqualTo(first.taskDefinitionArn());
        assertThat(describe("revised:" + second.revision())).isEqualTo(second.taskDefinitionArn());
        assertThat(ecs.listTaskDefinitions(r -> r.familyPrefix("revised")).taskDefinitionArns())
                .containsExactly(first.taskDefinitionArn());
        assertThat(ecs.listTaskDefinitionFamilies(r -> r.familyPrefix("revis")).families())
                .containsExactly("revised");
        assertThatThrownBy(() -> run("revised:" + second.revision()))
                .hasMessageContaining("TaskDefinition is inactive");
        assertThatThrownBy(() -> run("nobody")).hasMessageContaining("TaskDefinition not found.");
    }

    @Test
    void sizesThatFargateDoesNotHaveAreRefused() {
        assertThatThrownBy(() -> ecs.registerTaskDefinition(
                        definition("odd", SHELL, c -> c).memory("8192").build()))
                .hasMessageContaining("No Fargate configuration exists for given values: 256 CPU, 8192 memory.");
    }

    @Test
    void aSecretReachesTheProgramAndAMissingOneKeepsItFromStarting() {
        String password = cloud.client(SecretsManagerClient.builder())
                .createSecret(r -> r.name("vitrine/password").secretString("open sesame"))
                .arn();
        register("secret", SHELL, c -> c.command("echo \"$PASSWORD\"")
                .secrets(Secret.builder().name("PASSWORD").valueFrom(password).build()));
        register("lost", SHELL, c -> c.command("echo started")
                .secrets(Secret.builder().name("PASSWORD").valueFrom("nowhere").build()));

        assertThat(lines(awaitStopped(run("secret")))).containsExactly("open sesame");
        Task lost = awaitStopped(run("lost"));
        assertThat(lost.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(lost.stoppedReason()).contains("ResourceInitializationError", "PASSWORD", "nowhere");
    }

    @Test
    void aContainerThatListensIsToldItsPort() {
        register("listens", SHELL, c -> c.command("echo $HOST:$PORT")
                .environment(pair("PORT", "8080"))
                .portMappings(PortMapping.builder().containerPort(8080).build()));

        Task task = awaitStopped(run("listens"));

        NetworkBinding binding = task.containers().getFirst().networkBindings().getFirst();
        assertThat(binding.containerPort()).isEqualTo(8080);
        assertThat(lines(task)).containsExactly("127.0.0.1:" + binding.hostPort());
    }

    private TaskDefinition register(String family, String image, UnaryOperator<ContainerDefinition.Builder> container) {
        return ecs.registerTaskDefinition(definition(family, image, container).build())
                .taskDefinition();
    }

    private static RegisterTaskDefinitionRequest.Builder definition(
            String family, String image, UnaryOperator<ContainerDefinition.Builder> container) {
        ContainerDefinition.Builder builder = ContainerDefinition.builder()
                .name("main")
                .image(image)
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of(
                                "awslogs-group", "/vitrine/test",
                                "awslogs-region", "us-east-1",
                                "awslogs-stream-prefix", "batch")));
        return RegisterTaskDefinitionRequest.builder()
                .family(family)
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .executionRoleArn(ROLE)
                .cpu("256")
                .memory("512")
                .containerDefinitions(container.apply(builder).build());
    }

    private Task run(String definition) {
        return ecs.runTask(r -> r.cluster("vitrine").taskDefinition(definition))
                .tasks()
                .getFirst();
    }

    private Task awaitStopped(Task task) {
        return await().atMost(PATIENCE)
                .until(
                        () -> ecs.describeTasks(r -> r.cluster("vitrine").tasks(task.taskArn()))
                                .tasks()
                                .getFirst(),
                        it -> it.lastStatus().equals("STOPPED"));
    }

    private List<String> runningTasks() {
        return ecs.listTasks(r -> r.cluster("vitrine")).taskArns();
    }

    private List<String> lines(Task task) {
        String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        return RunningCloud.lines(logs, "/vitrine/test", "batch/main/" + id);
    }

    private String describe(String definition) {
        return ecs.describeTaskDefinition(r -> r.taskDefinition(definition))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private static KeyValuePair pair(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
