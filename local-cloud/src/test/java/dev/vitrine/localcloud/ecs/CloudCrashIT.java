package dev.vitrine.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.LocalCloudMain;
import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Task;

class CloudCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** A local cloud in a process of its own. */
    private record Cloud(Process process, EcsClient ecs, CloudWatchLogsClient logs) implements AutoCloseable {
        @Override
        public void close() {
            ecs.close();
            logs.close();
            process.destroy();
            process.onExit().join();
        }
    }

    @Test
    void tasksOutliveACrashOfTheCloudAndAreFoundAgain() throws Exception {
        Path gate = folder.resolve("gate");
        Task endsMeanwhile;
        Task goesOn;
        try (Cloud cloud = start()) {
            String wait = "while [ ! -e " + gate + " ]; do sleep 0.05; done; ";
            register(cloud, "ends-meanwhile", "echo before; " + wait + "echo after; exit 5");
            register(cloud, "goes-on", "echo before; " + wait + "echo after; exec sleep 1000");
            endsMeanwhile = run(cloud, "ends-meanwhile");
            goesOn = run(cloud, "goes-on");
            await().atMost(PATIENCE)
                    .until(() -> lines(cloud, endsMeanwhile).contains("before")
                            && lines(cloud, goesOn).contains("before"));
            cloud.process().destroyForcibly().onExit().join();
        }
        Files.createFile(gate);
        Path exit = folder.resolve("state/cloud/ecs/tasks/" + id(endsMeanwhile) + "/main/exit");
        await().atMost(PATIENCE).until(() -> Files.exists(exit));

        try (Cloud cloud = start()) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Task ended = describe(cloud, endsMeanwhile);
                assertThat(ended.lastStatus()).isEqualTo("STOPPED");
                assertThat(ended.containers().getFirst().exitCode()).isEqualTo(5);
                assertThat(lines(cloud, endsMeanwhile)).endsWith("after");
                assertThat(lines(cloud, goesOn)).endsWith("after");
            });
            assertThat(describe(cloud, goesOn).lastStatus()).isEqualTo("RUNNING");

            cloud.ecs().stopTask(r -> r.task(goesOn.taskArn()));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            describe(cloud, goesOn).containers().getFirst().exitCode())
                    .isEqualTo(143));
        }
    }

    @Test
    void aStoppedCloudEndsItsTasks() throws Exception {
        Task task;
        try (Cloud cloud = start()) {
            register(cloud, "ended", "echo $$; exec sleep 1000");
            task = run(cloud, "ended");
            await().atMost(PATIENCE).until(() -> !lines(cloud, task).isEmpty());
        }
        try (Cloud cloud = start()) {
            Task ended = describe(cloud, task);
            assertThat(ended.lastStatus()).isEqualTo("STOPPED");
            assertThat(ended.stopCodeAsString()).isEqualTo("TerminationNotice");
            long pid = Long.parseLong(lines(cloud, task).getFirst());
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    private Cloud start() throws IOException {
        TestImages images = new TestImages(folder.resolve("images")).add("test/shell", List.of("sh", "-c"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocalCloudMain.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "CLOUD_PORT", "0",
                        "STATE_DIR", folder.resolve("state").toString(),
                        "IMAGES_DIR", images.folder().toString()));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        while (line != null && !line.contains("ready at ")) {
            line = out.readLine();
        }
        assertThat(line).as("the ready line").isNotNull();
        URI endpoint = URI.create(line.substring(line.indexOf("http")));
        return new Cloud(
                process,
                RunningCloud.client(EcsClient.builder(), endpoint),
                RunningCloud.client(CloudWatchLogsClient.builder(), endpoint));
    }

    private static void register(Cloud cloud, String family, String script) {
        ContainerDefinition main = ContainerDefinition.builder()
                .name("main")
                .image("test/shell:latest")
                .command(script)
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of("awslogs-group", "/vitrine/crash", "awslogs-stream-prefix", "batch")))
                .build();
        cloud.ecs().registerTaskDefinition(r -> r.family(family).containerDefinitions(main));
    }

    private static Task run(Cloud cloud, String family) {
        return cloud.ecs().runTask(r -> r.taskDefinition(family)).tasks().getFirst();
    }

    private static Task describe(Cloud cloud, Task task) {
        return cloud.ecs().describeTasks(r -> r.tasks(task.taskArn())).tasks().getFirst();
    }

    private static List<String> lines(Cloud cloud, Task task) {
        return RunningCloud.lines(cloud.logs(), "/vitrine/crash", "batch/main/" + id(task));
    }

    private static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
