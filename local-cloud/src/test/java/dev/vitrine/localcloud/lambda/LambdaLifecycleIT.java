package dev.vitrine.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import dev.vitrine.localcloud.ecs.EcsConfig;
import dev.vitrine.localcloud.process.ProcessRunner;
import dev.vitrine.localcloud.process.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class LambdaLifecycleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path state;

    @TempDir
    private Path folder;

    @Test
    void anIdleProcessIsEndedAndTheNextRequestStartsAnother() throws Exception {
        try (RunningCloud cloud = start(Duration.ofMillis(500))) {
            LambdaClient lambda = client(cloud);
            TestFunctions.create(lambda, "idle", "test/function:latest");
            long pid = pid(lambda, "idle");

            await().atMost(PATIENCE).until(() -> isGone(pid));

            assertThat(pid(lambda, "idle")).isNotEqualTo(pid);
        }
    }

    @Test
    void anUpdateReplacesProcessesWithoutFailingARequestUnderWay() throws Exception {
        try (RunningCloud cloud = start(Duration.ofMinutes(5));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LambdaClient lambda = client(cloud);
            TestFunctions.create(lambda, "updated", "test/function:latest");
            long pid = pid(lambda, "updated");
            Future<InvokeResponse> underWay =
                    threads.submit(() -> lambda.invoke(TestFunctions.request("updated", "sleep", "3000")));
            await().atMost(PATIENCE).until(() -> invocationsOf(cloud, "updated") == 2);

            lambda.updateFunctionConfiguration(
                    r -> r.functionName("updated").environment(e -> e.variables(Map.of("MODEL", "challenger"))));
            InvokeResponse fresh = lambda.invoke(TestFunctions.request("updated", "environment", ""));

            assertThat(TestFunctions.payload(fresh).path("MODEL").asText()).isEqualTo("challenger");
            assertThat(underWay.get().functionError()).isNull();
            assertThat(TestFunctions.payload(underWay.get()).path("pid").asLong())
                    .isEqualTo(pid);
            await().atMost(PATIENCE).until(() -> isGone(pid));
        }
    }

    @Test
    void functionsAndEventsSurviveARestartAndProcessesDoNot() throws Exception {
        long pid;
        try (RunningCloud cloud = start(Duration.ofMinutes(5))) {
            LambdaClient lambda = client(cloud);
            TestFunctions.create(lambda, "kept", "test/function:latest");
            pid = pid(lambda, "kept");
            lambda.putFunctionConcurrency(r -> r.functionName("kept").reservedConcurrentExecutions(0));
            lambda.invoke(TestFunctions.request("kept", "print", "carried out at last").toBuilder()
                    .invocationType(InvocationType.EVENT)
                    .build());
        }
        assertThat(isGone(pid)).isTrue();

        try (RunningCloud cloud = start(Duration.ofMinutes(5))) {
            LambdaClient lambda = client(cloud);
            assertThat(lambda.getFunction(r -> r.functionName("kept"))
                            .configuration()
                            .memorySize())
                    .isEqualTo(512);
            lambda.deleteFunctionConcurrency(r -> r.functionName("kept"));
            await().atMost(PATIENCE).until(() -> messages(cloud, "kept").contains("carried out at last"));
        }
    }

    @Test
    void aProcessLeftBehindByACrashedCloudIsEndedAtTheNextStart() throws Exception {
        Path own = state.resolve("cloud/lambda/processes/left");
        Files.createDirectories(own);
        var left = new ProcessRunner(state.resolve("tmp"))
                .start(new Program(List.of("sleep", "1000"), state, Map.of(), own));

        try (RunningCloud _ = start(Duration.ofMinutes(5))) {
            assertThat(isGone(left.pid())).isTrue();
            assertThat(own).doesNotExist();
        }
    }

    private RunningCloud start(Duration idleTimeout) throws Exception {
        TestImages images = TestFunctions.images(folder);
        LambdaConfig config =
                new LambdaConfig(1, Duration.ofSeconds(30), idleTimeout, Duration.ofSeconds(30), List.of(), 64L << 20);
        return RunningCloud.start(state, images, config, EcsConfig.defaults());
    }

    private static LambdaClient client(RunningCloud cloud) {
        return cloud.client(LambdaClient.builder());
    }

    private static long pid(LambdaClient lambda, String function) {
        return TestFunctions.payload(lambda.invoke(TestFunctions.request(function, "echo", "")))
                .path("pid")
                .asLong();
    }

    private static long invocationsOf(RunningCloud cloud, String function) {
        return messages(cloud, function).stream()
                .filter(line -> line.startsWith("START"))
                .count();
    }

    private static List<String> messages(RunningCloud cloud, String function) {
        return cloud.messages("/vitrine/" + function);
    }

    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
