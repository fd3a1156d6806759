package dev.vitrine.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.localcloud.lambda.TestHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Lambda and ECS by AWS's command line. */
@TestInstance(Lifecycle.PER_CLASS)
class ComputeCliIT {
    private static final Path AWS = Path.of("/usr/bin/aws");

    private RunningCloud cloud;
    private Path work;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(AWS), "no AWS command line at " + AWS);
        work = folder;
        TestImages images = new TestImages(folder.resolve("images"))
                .add("test/shell", List.of("sh", "-c"))
                .add("test/function", TestImages.function(TestHandler.class));
        cloud = RunningCloud.start(folder.resolve("state"), images);
    }

    @AfterAll
    void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void aFunctionIsMadeAndInvoked() throws Exception {
        aws("lambda create-function --function-name hello --package-type Image --code ImageUri=test/function:latest"
                + " --role arn:aws:iam::000000000000:role/x");
        aws("lambda wait function-active-v2 --function-name hello");

        JsonNode answer = aws("lambda invoke --function-name hello --cli-binary-format raw-in-base64-out"
                + " --log-type Tail --payload {\"value\":\"cli\"} " + work.resolve("out.json"));

        assertThat(answer.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("ExecutedVersion").asText()).isEqualTo("$LATEST");
        assertThat(answer.path("LogResult").asText()).isNotEmpty();
        assertThat(Files.readString(work.resolve("out.json"))).contains("\"echo\":\"cli\"");
    }

    @Test
    void aTaskIsRunDescribedAndStopped() throws Exception {
        aws("ecs create-cluster --cluster-name vitrine");
        aws(
                "ecs register-task-definition --family cli --container-definitions"
                        + " [{\"name\":\"main\",\"image\":\"test/shell:latest\",\"command\":[\"exec\\u0020sleep\\u00201000\"]}]");
        String arn = aws("ecs run-task --cluster vitrine --task-definition cli --launch-type FARGATE")
                .path("tasks")
                .path(0)
                .path("taskArn")
                .asText();
        await().atMost(Duration.ofSeconds(30)).until(() -> status(arn).equals("RUNNING"));

        aws("ecs stop-task --cluster vitrine --task " + arn + " --reason enough");

        aws("ecs wait tasks-stopped --cluster vitrine --tasks " + arn);
        JsonNode task = describe(arn);
        assertThat(task.path("stopCode").asText()).isEqualTo("UserInitiated");
        assertThat(task.path("containers").path(0).path("exitCode").asInt()).isEqualTo(143);
    }

    private String status(String arn) throws IOException {
        return describe(arn).path("lastStatus").asText();
    }

    private JsonNode describe(String arn) throws IOException {
        return aws("ecs describe-tasks --cluster vitrine --tasks " + arn)
                .path("tasks")
                .path(0);
    }

    private JsonNode aws(String words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(AWS.toString(), "--endpoint-url", cloud.endpoint().toString()));
        command.addAll(Arrays.asList(words.split(" ", -1)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "vitrine");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "vitrine");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("AWS_PAGER", "");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isZero();
        return new ObjectMapper().readTree(output);
    }
}
