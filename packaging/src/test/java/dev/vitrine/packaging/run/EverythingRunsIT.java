package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

@ExtendWith(VitrineExtension.class)
class EverythingRunsIT {
    private final RunningVitrine vitrine;
    private final ApiClient api;

    EverythingRunsIT(RunningVitrine vitrine) {
        this.vitrine = vitrine;
        this.api = vitrine.api();
    }

    @Test
    void one_line_says_that_it_is_ready_and_the_next_ones_where() {
        assertThat(vitrine.output())
                .contains("Vitrine is ready")
                .anyMatch(line -> line.contains(vitrine.web().toString()) && line.contains(vitrine.password()))
                .anyMatch(line -> line.contains(vitrine.cloud().toString()) && line.contains("000000000000"));
    }

    @Test
    void the_page_is_there_and_asks_who_comes() {
        assertThat(api.get("/health").statusCode()).isEqualTo(200);
        assertThat(api.get("/sign-in").body()).contains("<form");
        assertThat(new ApiClient(vitrine.web(), "wrong password")
                        .get("/api/v1/prototypes")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void every_prototype_of_the_source_tree_is_published() {
        assertThat(api.get("/api/v1/prototypes").body()).contains("banknote", "digits", "day-planner");
    }

    @Test
    void a_banknote_gets_its_verdict() {
        JsonNode answer = api.predict(
                "banknote",
                "{\"inputs\":[{\"variance\":3.6216,\"skewness\":8.6661,\"curtosis\":-2.8073,\"entropy\":-0.44699},"
                        + "{\"variance\":-3.5637,\"skewness\":-8.3827,\"curtosis\":12.393,\"entropy\":-1.2823}]}");
        assertThat(answer.path("predictions").path(0).path("verdict").asText()).isEqualTo("genuine");
        assertThat(answer.path("predictions").path(0).path("score").asDouble()).isNegative();
        assertThat(answer.path("predictions").path(1).path("verdict").asText()).isEqualTo("forged");
    }

    @Test
    void a_drawn_zero_is_read_as_a_zero() {
        String pixels = "0,0,5,13,9,1,0,0,0,0,13,15,10,15,5,0,0,3,15,2,0,11,8,0,0,4,12,0,0,8,8,0,"
                + "0,5,8,0,0,9,8,0,0,4,11,0,1,12,7,0,0,2,14,5,10,12,0,0,0,0,6,13,10,0,0,0";
        JsonNode answer = api.predict("digits", "{\"inputs\":[{\"pixel\":[" + pixels + "]}]}");
        assertThat(answer.path("predictions").path(0).path("digit").asText()).isEqualTo("0");
    }

    @Test
    void a_day_is_planned_by_a_class_without_a_model_file() {
        JsonNode answer = api.predict("day-planner", "{\"inputs\":[{\"group\":\"Male\"}]}");
        assertThat(answer.path("predictions").path(0).path("activity").asText()).isNotBlank();
    }

    @Test
    void code_runs_from_images_of_its_own_and_a_model_from_those_of_all() {
        try (LambdaClient lambda = Cloud.client(LambdaClient.builder(), vitrine.cloud());
                EcsClient ecs = Cloud.client(EcsClient.builder(), vitrine.cloud())) {
            assertThat(lambda.getFunction(request -> request.functionName("vitrine-day-planner"))
                            .code()
                            .imageUri())
                    .contains("/vitrine/predictor-day-planner:src-");
            assertThat(ecs.describeTaskDefinition(request -> request.taskDefinition("vitrine-day-planner"))
                            .taskDefinition()
                            .containerDefinitions()
                            .getFirst()
                            .image())
                    .contains("/vitrine/batch-day-planner:src-");
            assertThat(lambda.getFunction(request -> request.functionName("vitrine-banknote"))
                            .code()
                            .imageUri())
                    .contains("/vitrine/predictor:src-");
        }
    }

    @Test
    void a_declared_form_becomes_a_batch_with_a_row_for_each_day() {
        HttpResponse<String> response = api.post(
                "/api/v1/prototypes/day-planner/jobs",
                "application/json",
                java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"form\":{\"start\":\"2026-01-01\",\"end\":\"2026-01-31\",\"group\":\"Female\"}}"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String id = response.body().replaceAll("(?s).*?\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        JsonNode job = api.awaitDone(id, Duration.ofMinutes(1));
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.path("rows").asInt()).isEqualTo(31);
    }

    @Test
    void a_row_that_cannot_be_is_named_with_field_and_remedy() {
        HttpResponse<String> response = api.tryPredict(
                "banknote",
                "{\"inputs\":[{\"variance\":99,\"skewness\":8.6661,\"curtosis\":-2.8073,\"entropy\":-0.44699}]}");
        assertThat(response.body()).contains("variance").contains("8");
    }

    @Test
    void a_thousand_rows_are_answered_at_once() {
        String rows = IntStream.range(0, 1_000)
                .mapToObj(i -> "[" + (i % 8) + ",1,2,-1]")
                .collect(Collectors.joining(","));
        JsonNode answer = api.predict(
                "banknote",
                "{\"columns\":[\"variance\",\"skewness\",\"curtosis\",\"entropy\"],\"inputs\":[" + rows + "]}");
        assertThat(answer.path("predictions")).hasSize(1_000);
    }
}
