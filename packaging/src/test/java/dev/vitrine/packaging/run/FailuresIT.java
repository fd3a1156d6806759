package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Whatever is down: a job ends FAILED with a reason for people, never done without results, and never stuck. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresIT {
    private static final String BANKNOTE = "variance,skewness,curtosis,entropy\n3.6216,8.6661,-2.8073,-0.44699\n";
    private static final String BANKNOTE_CALL =
            "{\"inputs\":[{\"variance\":3.6216,\"skewness\":8.6661,\"curtosis\":-2.8073,\"entropy\":-0.44699}]}";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Rows that no function answers at once. */
    private static final int MORE_THAN_A_CALL = 1_001;

    private final RunningVitrine vitrine = RunningVitrine.start();
    private final ApiClient api = vitrine.api();

    @BeforeAll
    void publishWhatIsBroken(@TempDir Path folder) throws Exception {
        Workshop workshop = new Workshop(folder);
        workshop.cutOffModel("cut-off");
        workshop.throwingClass("throwing");
        workshop.publish(vitrine);
        await("the frontend knows them")
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/api/v1/prototypes").body().contains("cut-off"));
    }

    @AfterAll
    void end() {
        vitrine.close();
    }

    @Test
    void a_model_file_that_is_corrupt() {
        JsonNode job = submitAndWait("cut-off", BANKNOTE);
        assertThat(job.path("state").asText()).isEqualTo("FAILED");
        assertThat(job.path("reason").asText()).contains(".params");

        HttpResponse<String> answer = api.tryPredict("cut-off", BANKNOTE_CALL);
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(answer.body()).contains(".params");
    }

    @Test
    void a_predictor_that_throws() {
        JsonNode job = submitAndWait("throwing", "x\n1\n2\n");
        assertThat(job.path("state").asText()).isEqualTo("FAILED");
        assertThat(job.path("reason").asText()).contains("the lookup table has no entry for Tuesday");

        HttpResponse<String> answer = api.tryPredict("throwing", "{\"inputs\":[{\"x\":1}]}");
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(answer.body()).contains("the lookup table has no entry for Tuesday");
    }

    @Test
    void a_worker_that_cannot_start() {
        try (EcsClient ecs = Cloud.client(EcsClient.builder(), vitrine.cloud())) {
            ecs.registerTaskDefinition(request -> request.family("vitrine-digits")
                    .requiresCompatibilities(Compatibility.FARGATE)
                    .networkMode(NetworkMode.AWSVPC)
                    .cpu("1024")
                    .memory("4096")
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("batch")
                            .image("000000000000.dkr.ecr.us-east-1.amazonaws.com/vitrine/removed:latest")
                            .build()));
        }
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            table.append(i == 0 ? "" : ",").append(String.format("pixel_%02d", i));
        }
        table.append('\n').append(("0,".repeat(63) + "0\n").repeat(MORE_THAN_A_CALL));
        JsonNode job = submitAndWait("digits", table.toString());
        assertThat(job.path("state").asText()).isEqualTo("FAILED");
        assertThat(job.path("reason").asText()).containsIgnoringCase("image");
    }

    @Test
    void a_function_that_is_gone() {
        try (LambdaClient lambda = Cloud.client(LambdaClient.builder(), vitrine.cloud())) {
            lambda.deleteFunction(request -> request.functionName("vitrine-day-planner"));
        }
        HttpResponse<String> answer = api.tryPredict("day-planner", "{\"inputs\":[{\"group\":\"Male\"}]}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("publish");

        HttpResponse<String> form = api.post(
                "/api/v1/prototypes/day-planner/jobs",
                "application/json",
                BodyPublishers.ofString(
                        "{\"form\":{\"start\":\"2026-01-01\",\"end\":\"2026-01-31\",\"group\":\"Female\"}}"));
        assertThat(form.statusCode()).isEqualTo(503);
    }

    @Test
    void a_function_whose_process_is_killed_answers_the_next_call() {
        api.predict("banknote", BANKNOTE_CALL);
        vitrine.processes("function").forEach(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.tryPredict("banknote", BANKNOTE_CALL).statusCode() == 200);
    }

    @Test
    void a_bucket_that_is_gone() throws Exception {
        Path bucket = vitrine.state().resolve("cloud/s3/vitrine-000000000000-us-east-1");
        Path away = bucket.resolveSibling("elsewhere");
        assertThat(bucket).isDirectory();
        String row = BANKNOTE.substring(BANKNOTE.indexOf('\n') + 1);
        String id = api.submit("banknote", BodyPublishers.ofString(BANKNOTE + row.repeat(MORE_THAN_A_CALL)));
        Files.move(bucket, away);
        try {
            JsonNode job = api.awaitDone(id, PATIENCE);
            assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("FAILED");
            assertThat(job.path("reason").asText()).contains("bucket");
            HttpResponse<String> refused =
                    api.post("/api/v1/prototypes/banknote/jobs", "text/csv", BodyPublishers.ofString(BANKNOTE));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        } finally {
            Files.move(away, bucket);
        }
    }

    private JsonNode submitAndWait(String prototype, String csv) {
        return api.awaitDone(api.submit(prototype, BodyPublishers.ofString(csv)), PATIENCE);
    }
}
