package dev.vitrine.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.RunningCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigNotFoundException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@TestInstance(Lifecycle.PER_CLASS)
class LambdaVersionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunningCloud cloud;
    private LambdaClient lambda;

    @BeforeAll
    void start(@TempDir Path folder, @TempDir Path state) throws Exception {
        cloud = RunningCloud.start(state, TestFunctions.images(folder));
        lambda = cloud.client(LambdaClient.builder());
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @Test
    void aVersionStaysAsItWasPublishedAndAnAliasSharesTheRequests() {
        TestFunctions.create(lambda, "shared", "test/function:latest");
        model("shared", "one");
        assertThat(publish("shared")).isEqualTo("1");
        assertThat(publish("shared")).as("nothing has changed").isEqualTo("1");
        model("shared", "two");
        assertThat(publish("shared")).isEqualTo("2");
        lambda.createAlias(r -> r.functionName("shared").name("live").functionVersion("1"));

        assertThat(answer("shared", "live")).isEqualTo("1 one");
        assertThat(answer("shared", "2")).isEqualTo("2 two");
        lambda.updateAlias(r ->
                r.functionName("shared").name("live").routingConfig(c -> c.additionalVersionWeights(Map.of("2", 0.5))));
        Set<String> answers = new HashSet<>();
        await().atMost(PATIENCE).until(() -> {
            answers.add(answer("shared", "live"));
            return answers.size() == 2;
        });
        assertThat(answers).containsExactlyInAnyOrder("1 one", "2 two");
        lambda.updateAlias(r -> r.functionName("shared")
                .name("live")
                .functionVersion("2")
                .routingConfig(c -> c.additionalVersionWeights(Map.of())));
        assertThat(answer("shared", "live")).isEqualTo("2 two");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("shared").qualifier("live"))
                        .version())
                .isEqualTo("2");
        assertThat(cloud.messages("/vitrine/shared")).anyMatch(line -> line.endsWith("Version: 2"));
        assertThat(lambda.listVersionsByFunction(r -> r.functionName("shared")).versions())
                .extracting(FunctionConfiguration::version)
                .containsExactly("$LATEST", "1", "2");
    }

    @Test
    void whatAnAliasNamesCannotBeDeleted() {
        TestFunctions.create(lambda, "named", "test/function:latest");
        publish("named");
        lambda.createAlias(r -> r.functionName("named").name("live").functionVersion("1"));

        assertThatThrownBy(
                        () -> lambda.deleteFunction(r -> r.functionName("named").qualifier("1")))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("[live]");
        assertThatThrownBy(() -> lambda.createAlias(
                        r -> r.functionName("named").name("next").functionVersion("7")))
                .isInstanceOf(ResourceNotFoundException.class);
        lambda.deleteAlias(r -> r.functionName("named").name("live"));
        lambda.deleteFunction(r -> r.functionName("named").qualifier("1"));
        assertThatThrownBy(() -> answer("named", "1")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> answer("named", "live")).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void provisionedProcessesAreStartedBeforeAnybodyAsks() {
        TestFunctions.create(lambda, "eager", "test/function:latest");
        publish("eager");
        lambda.createAlias(r -> r.functionName("eager").name("live").functionVersion("1"));
        lambda.putProvisionedConcurrencyConfig(
                r -> r.functionName("eager").qualifier("live").provisionedConcurrentExecutions(1));

        await().atMost(PATIENCE)
                .until(() -> lambda.getProvisionedConcurrencyConfig(
                                        r -> r.functionName("eager").qualifier("live"))
                                .status()
                        == ProvisionedConcurrencyStatusEnum.READY);
        assertThat(cloud.messages("/vitrine/eager")).noneMatch(line -> line.startsWith("START"));
        assertThat(answer("eager", "live")).startsWith("1 ");
        lambda.deleteProvisionedConcurrencyConfig(r -> r.functionName("eager").qualifier("live"));
        assertThatThrownBy(() -> lambda.getProvisionedConcurrencyConfig(
                        r -> r.functionName("eager").qualifier("live")))
                .isInstanceOf(ProvisionedConcurrencyConfigNotFoundException.class);
    }

    @Test
    void aPolicyNamesWhoMayInvoke() {
        TestFunctions.create(lambda, "guarded", "test/function:latest");
        assertThatThrownBy(() -> lambda.getPolicy(r -> r.functionName("guarded")))
                .isInstanceOf(ResourceNotFoundException.class);
        lambda.addPermission(r -> r.functionName("guarded")
                .statementId("bucket")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com")
                .sourceArn("arn:aws:s3:::vitrine-*"));

        assertThat(lambda.getPolicy(r -> r.functionName("guarded")).policy())
                .contains("\"Service\":\"s3.amazonaws.com\"")
                .contains("\"AWS:SourceArn\":\"arn:aws:s3:::vitrine-*\"");
        assertThatThrownBy(() -> lambda.addPermission(r -> r.functionName("guarded")
                        .statementId("bucket")
                        .action("lambda:InvokeFunction")
                        .principal("s3.amazonaws.com")))
                .isInstanceOf(ResourceConflictException.class);
        lambda.removePermission(r -> r.functionName("guarded").statementId("bucket"));
        assertThatThrownBy(() -> lambda.getPolicy(r -> r.functionName("guarded")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void model(String function, String name) {
        lambda.updateFunctionConfiguration(
                r -> r.functionName(function).environment(e -> e.variables(Map.of("MODEL", name))));
    }

    private String publish(String function) {
        return lambda.publishVersion(r -> r.functionName(function)).version();
    }

    /** The version that answered, and its model. */
    private String answer(String function, String qualifier) {
        InvokeResponse response = lambda.invoke(TestFunctions.request(function, "environment", "").toBuilder()
                .qualifier(qualifier)
                .build());
        return response.executedVersion() + " "
                + TestFunctions.payload(response).path("MODEL").asText();
    }
}
