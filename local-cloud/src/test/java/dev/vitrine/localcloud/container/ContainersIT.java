package dev.vitrine.localcloud.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import dev.vitrine.localcloud.TestTasks;
import dev.vitrine.localcloud.process.Execution;
import dev.vitrine.localcloud.process.Image;
import dev.vitrine.localcloud.process.ImageConfig;
import dev.vitrine.localcloud.process.Launch;
import dev.vitrine.localcloud.process.LaunchException;
import dev.vitrine.localcloud.registry.Distribution;
import dev.vitrine.localcloud.registry.Tools;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PackageType;

@TestInstance(Lifecycle.PER_CLASS)
class ContainersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IMAGE = "000000000000.dkr.ecr.us-east-1.amazonaws.com/vitrine/tiny:v1";

    @TempDir
    private Path folder;

    private RunningCloud cloud;
    private TestTasks tasks;
    private String digest;

    @BeforeAll
    void start(@TempDir Path images, @TempDir Path state) throws Exception {
        Tools.run(state, PATIENCE, "podman", "info");
        cloud = RunningCloud.start(state, new TestImages(images), EngineChoice.PODMAN);
        cloud.client(EcrClient.builder()).createRepository(r -> r.repositoryName("vitrine/tiny"));
        digest = TinyImage.push(new Distribution(cloud::endpoint), "vitrine/tiny", "v1", "said by the image");
        tasks = new TestTasks(cloud.client(EcsClient.builder()));
    }

    @AfterAll
    void stop(@TempDir Path logs) throws Exception {
        if (cloud != null) {
            String name = cloud.endpoint().getAuthority() + "/vitrine/tiny@" + digest;
            cloud.close();
            Tools.run(logs, PATIENCE, "podman", "rmi", name);
        }
    }

    @Test
    void aTaskSeesItsImageAloneAndMayWriteToTmpAlone() {
        Task task = tasks.start(
                "sees",
                IMAGE,
                "-c",
                "id -u; cat words.txt; echo; echo $FROM_IMAGE $AWS_EXECUTION_ENV; echo x > /tmp/x && echo wrote;"
                        + " echo x > /app/x; echo x > /x; cat /sys/fs/cgroup/memory/memory.limit_in_bytes"
                        + " /sys/fs/cgroup/memory.max; [ -e /usr/bin/env ] || echo alone; exit 7");

        Task stopped = tasks.awaitStatus(task, "STOPPED");

        assertThat(stopped.containers().getFirst().reason()).isNull();
        assertThat(stopped.containers().getFirst().exitCode()).isEqualTo(7);
        assertThat(stopped.containers().getFirst().imageDigest()).isEqualTo(digest);
        assertThat(cloud.messages("/vitrine/sees"))
                .contains("1000", "said by the image", "yes AWS_ECS_FARGATE", "wrote", "alone")
                .contains(Long.toString(512L << 20))
                .filteredOn(line -> line.contains("Read-only file system"))
                .hasSize(2);
    }

    @Test
    void aTaskIsStoppedByItsOwnHandlerOrKilled() {
        Task polite = tasks.start(
                "polite", IMAGE, "-c", "trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.1; done");
        Task stubborn = tasks.start("stubborn", IMAGE, "-c", "trap '' TERM; echo up; sleep 1000");
        await().atMost(PATIENCE).until(() -> cloud.messages("/vitrine/polite").contains("up"));
        await().atMost(PATIENCE).until(() -> cloud.messages("/vitrine/stubborn").contains("up"));

        EcsClient ecs = cloud.client(EcsClient.builder());
        ecs.stopTask(r -> r.cluster("vitrine").task(polite.taskArn()));
        ecs.stopTask(r -> r.cluster("vitrine").task(stubborn.taskArn()));

        assertThat(tasks.awaitStatus(polite, "STOPPED").containers().getFirst().exitCode())
                .isEqualTo(3);
        assertThat(tasks.awaitStatus(stubborn, "STOPPED")
                        .containers()
                        .getFirst()
                        .exitCode())
                .isEqualTo(137);
        assertThat(cloud.messages("/vitrine/polite")).containsExactly("up", "bye");
    }

    @Test
    void aProgramThatTakesMoreMemoryThanItMayIsKilled() throws Exception {
        String doubling = "x=0123456789abcdef; for i in {1..24}; do x=$x$x; done; echo survived";
        Execution greedy =
                runner(EngineChoice.PODMAN).start(launch(folder.resolve("greedy"), "/bin/bash", "-c", doubling));

        assertThat(greedy.onExit().join()).isEqualTo(OptionalInt.of(137));
    }

    @Test
    void aProgramThatIsNotInTheImageIsNamed() {
        assertThatThrownBy(() -> runner(EngineChoice.PODMAN).start(launch(folder.resolve("none"), "/bin/nothing")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("/bin/nothing");
    }

    @Test
    void aFunctionAnswersFromItsContainer() {
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        lambda.createFunction(r -> r.functionName("tiny")
                .packageType(PackageType.IMAGE)
                .role("arn:aws:iam::000000000000:role/vitrine-function")
                .timeout(20)
                .memorySize(512)
                .code(c -> c.imageUri(IMAGE)));

        for (int i = 0; i < 3; i++) {
            String event = "{\"number\":" + i + "}";
            String answer = lambda.invoke(r -> r.functionName("tiny").payload(SdkBytes.fromUtf8String(event)))
                    .payload()
                    .asUtf8String();
            assertThat(answer).isEqualTo("{\"user\":1000,\"root\":\"/app\",\"event\":" + event + "}");
        }
    }

    @Test
    void aContainerIsFoundAgainByItsFolder() throws Exception {
        Path own = folder.resolve("found");
        Execution started =
                runner(EngineChoice.PODMAN).start(launch(own, "/bin/bash", "-c", "echo $SECRET; sleep 1000"));

        Execution found = runner(EngineChoice.PODMAN).find(own).orElseThrow();

        assertThat(found.pid()).isEqualTo(started.pid());
        assertThat(found.alive()).isTrue();
        assertThat(found.peakMemory()).isPresent();
        await().atMost(PATIENCE).until(() -> Files.readString(found.output()).equals("not in words\n"));
        assertThat(ProcessHandle.allProcesses().flatMap(it -> it.info().commandLine().stream()))
                .noneMatch(it -> it.contains("not in words"));
        found.kill();
        assertThat(started.onExit().join()).isEqualTo(OptionalInt.of(137));
        assertThat(ProcessHandle.of(started.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void whatTheRegistryDeletedIsDeletedFromTheEngine() throws Exception {
        cloud.client(EcrClient.builder()).createRepository(r -> r.repositoryName("vitrine/replaced"));
        Distribution registry = new Distribution(cloud::endpoint);
        String first = TinyImage.push(registry, "vitrine/replaced", "v1", "one");
        String second = TinyImage.push(registry, "vitrine/replaced", "v1", "two");
        ImageRunner runner = new ImageRunner(
                EngineChoice.PODMAN,
                cloud.endpoint(),
                folder.resolve("engine"),
                folder.resolve("tmp"),
                name -> !name.contains(first));

        runner.prepare(new PushedImage("vitrine/replaced", first, folder));
        runner.prepare(new PushedImage("vitrine/replaced", second, folder));

        String repository = cloud.endpoint().getAuthority() + "/vitrine/replaced";
        String kept =
                Tools.run(folder, PATIENCE, "podman", "images", "--digests", "--filter", "reference=" + repository);
        Tools.run(folder, PATIENCE, "podman", "rmi", repository + "@" + second);
        assertThat(kept).contains(second).doesNotContain(first);
    }

    @Test
    void withoutAnEngineACompleteImageRunsAsAProcess() throws Exception {
        Execution execution = runner(EngineChoice.NONE).start(launch(folder.resolve("process"), "sh", "-c", "pwd"));

        assertThat(execution.onExit().join()).isEqualTo(OptionalInt.of(0));
        assertThat(Files.readString(execution.output()).strip())
                .isEqualTo(folder.resolve("app").toRealPath().toString());
    }

    private ImageRunner runner(EngineChoice choice) {
        URI registry = cloud.endpoint();
        return new ImageRunner(choice, registry, folder.resolve("engine"), folder.resolve("tmp"), _ -> true);
    }

    private Launch launch(Path own, String... command) throws Exception {
        Files.createDirectories(folder.resolve("app"));
        return new Launch(
                new PushedImage("vitrine/tiny", digest, folder),
                List.of(command),
                "/app",
                Map.of("SECRET", "not in words"),
                own,
                new Launch.Limits(64, 0.5));
    }

    /** The pushed image as the cloud sees it, unpacked elsewhere. */
    private record PushedImage(String repository, String digest, Path rootfs) implements Image {
        @Override
        public String reference() {
            return IMAGE;
        }

        @Override
        public ImageConfig config() {
            return new ImageConfig(null, null, null, "/app", null);
        }

        @Override
        public boolean isComplete() {
            return true;
        }
    }
}
