package dev.vitrine.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.localcloud.RunningCloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

@TestInstance(Lifecycle.PER_CLASS)
class LambdaInvokeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunningCloud cloud;
    private LambdaClient lambda;

    @BeforeAll
    void start(@TempDir Path images, @TempDir Path state) throws Exception {
        cloud = RunningCloud.start(state, TestFunctions.images(images));
        lambda =
                cloud.client(LambdaClient.builder().overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1))));
        for (String name : List.of("shared", "failing", "parallel", "killed", "events", "slow", "reserved")) {
            TestFunctions.create(lambda, name, "test/function:latest");
        }
        TestFunctions.create(lambda, "broken", "test/broken:latest");
        lambda.updateFunctionConfiguration(r -> r.functionName("slow").timeout(1));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @Test
    void aWarmProcessAnswersOneRequestAfterTheOther() {
        InvokeResponse first = invoke("shared", "echo", "one");
        InvokeResponse second = invoke("shared", "echo", "two");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.executedVersion()).isEqualTo("$LATEST");
        assertThat(first.functionError()).isNull();
        assertThat(TestFunctions.payload(second).path("echo").asText()).isEqualTo("two");
        assertThat(TestFunctions.payload(second).path("pid"))
                .isEqualTo(TestFunctions.payload(first).path("pid"));
    }

    @Test
    void theFunctionSeesWhatLambdaPromises() {
        JsonNode context = TestFunctions.payload(invoke("shared", "context", ""));
        assertThat(context.path("arn").asText()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:shared");
        assertThat(context.path("memory").asText()).isEqualTo("512");
        assertThat(context.path("remaining").asInt()).isBetween(15_000, 20_000);

        JsonNode environment = TestFunctions.payload(invoke("shared", "environment", ""));
        assertThat(environment.path("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("shared");
        assertThat(environment.path("AWS_LAMBDA_LOG_GROUP_NAME").asText()).isEqualTo("/vitrine/shared");
        assertThat(environment.path("AWS_ENDPOINT_URL").asText()).startsWith("http://127.0.0.1:");
        assertThat(environment.has("MAVEN_CMD_LINE_ARGS")).isFalse();
    }

    @Test
    void theLogHasStartOutputEndAndReport() {
        InvokeResponse response = lambda.invoke(TestFunctions.request("shared", "print", "grüße\nzweite").toBuilder()
                .logType(LogType.TAIL)
                .build());

        String id = response.responseMetadata().requestId();
        String tail = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        assertThat(tail.lines())
                .startsWith("START RequestId: " + id + " Version: $LATEST", "grüße", "zweite", "END RequestId: " + id)
                .last()
                .asString()
                .startsWith("REPORT RequestId: " + id + "\tDuration: ")
                .contains(" ms\tBilled Duration: ")
                .contains("\tMemory Size: 512 MB\tMax Memory Used: ");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages("shared"))
                .containsSubsequence("START RequestId: " + id + " Version: $LATEST", "grüße", "zweite"));
    }

    @Test
    void aHandlersExceptionIsTheAnswer() {
        InvokeResponse response = invoke("failing", "throw", "row 7 has no variance");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(TestFunctions.payload(response).path("errorType").asText())
                .isEqualTo("java.lang.IllegalArgumentException");
        assertThat(TestFunctions.payload(response).path("errorMessage").asText())
                .isEqualTo("row 7 has no variance");
        assertThat(invoke("failing", "echo", "").functionError()).isNull();
    }

    @Test
    void aProcessThatExitsIsReportedAndReplaced() {
        InvokeResponse response = invoke("failing", "exit", "7");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(TestFunctions.payload(response).path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(TestFunctions.payload(response).path("errorMessage").asText())
                .isEqualTo("RequestId: " + response.responseMetadata().requestId()
                        + " Error: Runtime exited with error: exit status 7");
        assertThat(invoke("failing", "echo", "").functionError()).isNull();
    }

    @Test
    void aHandlerThatCannotBeLoadedIsNamedToTheCaller() {
        InvokeResponse response = invoke("broken", "echo", "");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(TestFunctions.payload(response).path("errorMessage").asText())
                .contains("the model file is corrupt");
        assertThat(TestFunctions.payload(response).path("errorType").asText())
                .isEqualTo("java.lang.IllegalStateException");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages("broken"))
                .anySatisfy(line -> assertThat(line).startsWith("INIT_REPORT Init Duration: ")));
    }

    @Test
    void aRequestThatTakesTooLongIsEndedWithItsProcess() {
        long before =
                TestFunctions.payload(invoke("slow", "echo", "")).path("pid").asLong();

        InvokeResponse response = invoke("slow", "sleep", "60000");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(TestFunctions.payload(response).path("errorMessage").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z "
                        + response.responseMetadata().requestId() + " Task timed out after 1\\.00 seconds");
        await().atMost(PATIENCE)
                .until(() ->
                        ProcessHandle.of(before).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(invoke("slow", "echo", "").functionError()).isNull();
    }

    @Test
    void aKilledProcessFailsItsRequestAloneAndIsReplaced() throws Exception {
        long pid =
                TestFunctions.payload(invoke("killed", "echo", "")).path("pid").asLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<InvokeResponse> underWay = threads.submit(() -> invoke("killed", "sleep", "15000"));
            await().atMost(PATIENCE)
                    .until(() -> messages("killed").stream()
                                    .filter(line -> line.startsWith("START"))
                                    .count()
                            == 2);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            assertThat(TestFunctions.payload(underWay.get())
                            .path("errorMessage")
                            .asText())
                    .endsWith("Error: Runtime exited with error: signal: killed");
        }
        assertThat(TestFunctions.payload(invoke("killed", "echo", ""))
                        .path("pid")
                        .asLong())
                .isNotEqualTo(pid);
    }

    @Test
    void requestsInParallelGetProcessesOfTheirOwnAndMoreThanThatWait() throws Exception {
        Set<Long> pids = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<InvokeResponse>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(threads.submit(() -> invoke("parallel", "sleep", "1000")));
            }
            for (Future<InvokeResponse> one : all) {
                assertThat(one.get().functionError())
                        .as(one.get().payload().asUtf8String())
                        .isNull();
                pids.add(TestFunctions.payload(one.get()).path("pid").asLong());
            }
        }
        assertThat(pids).hasSize(4);
    }

    @Test
    void reservedConcurrencyThrottlesInTheWordsOfLambda() throws Exception {
        lambda.putFunctionConcurrency(r -> r.functionName("reserved").reservedConcurrentExecutions(1));
        invoke("reserved", "echo", "");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<InvokeResponse> first = threads.submit(() -> invoke("reserved", "sleep", "2000"));
            await().atMost(PATIENCE)
                    .until(() -> messages("reserved").stream()
                                    .filter(line -> line.startsWith("START"))
                                    .count()
                            == 2);

            assertThatThrownBy(() -> invoke("reserved", "echo", ""))
                    .isInstanceOfSatisfying(TooManyRequestsException.class, e -> {
                        assertThat(e.reasonAsString()).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
                        assertThat(e).hasMessageContaining("Rate Exceeded.");
                    });
            assertThat(first.get().functionError()).isNull();
        }
        lambda.putFunctionConcurrency(r -> r.functionName("reserved").reservedConcurrentExecutions(0));
        assertThatThrownBy(() -> invoke("reserved", "echo", "")).isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    void anEventIsCarriedOutLaterAndAFailingOneIsTriedThreeTimes() {
        InvokeResponse accepted = lambda.invoke(TestFunctions.request("events", "print", "carried out").toBuilder()
                .invocationType(InvocationType.EVENT)
                .build());
        lambda.invoke(TestFunctions.request("events", "throw", "never works").toBuilder()
                .invocationType(InvocationType.EVENT)
                .build());

        assertThat(accepted.statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(messages("events")).contains("carried out");
            assertThat(messages("events").stream()
                            .filter(line -> line.contains("never works: ") || line.startsWith("never works")))
                    .hasSize(3);
        });
    }

    @Test
    void aDryRunCallsNothing() {
        assertThat(lambda.invoke(TestFunctions.request("shared", "exit", "1").toBuilder()
                                .invocationType(InvocationType.DRY_RUN)
                                .build())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void payloadsHaveLambdasLimits() {
        assertThat(TestFunctions.payload(invoke("shared", "repeat", "5000000")).asText())
                .hasSize(5_000_000);
        assertThat(TestFunctions.payload(invoke("shared", "echo", "x".repeat(5_000_000)))
                        .path("echo")
                        .asText())
                .hasSize(5_000_000);
        assertThat(TestFunctions.payload(invoke("shared", "repeat", "7000000"))
                        .path("errorType")
                        .asText())
                .isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(invoke("shared", "echo", "still works").functionError()).isNull();
        assertThatThrownBy(() -> invoke("shared", "echo", "x".repeat(7_000_000)))
                .isInstanceOf(RequestTooLargeException.class)
                .hasMessageContaining("Request must be smaller than 6291456 bytes for the InvokeFunction operation");
        assertThatThrownBy(() ->
                        lambda.invoke(r -> r.functionName("shared").payload(SdkBytes.fromUtf8String("{not json"))))
                .isInstanceOf(InvalidRequestContentException.class)
                .hasMessageContaining("Could not parse request body into json");
    }

    private InvokeResponse invoke(String function, String action, String value) {
        return lambda.invoke(TestFunctions.request(function, action, value));
    }

    private List<String> messages(String function) {
        return cloud.messages("/vitrine/" + function);
    }
}
