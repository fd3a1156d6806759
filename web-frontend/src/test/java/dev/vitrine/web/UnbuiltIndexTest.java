package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;

/** What a frontend says of jobs whose index the table does not have yet. */
class UnbuiltIndexTest {
    private static final String BUILDING = """
            [{"service": "dynamodb", "operation": "Query", "kind": "error", "status": 400, "code": "ValidationException",
              "message": "Cannot read from backfilling global secondary index: owner"}]""";

    private final RunningFrontend frontend = RunningFrontend.get();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path state;

    private LocalCloud cloud;
    private DynamoDbClient table;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        cloud = LocalCloud.start(LocalCloudConfig.ephemeral(state));
        table = DynamoDbClient.builder()
                .endpointOverride(cloud.endpoint())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
        VitrineTable.createIfAbsent(table, VitrineTable.DEFAULT_NAME);
        WebParts parts = frontend.parts();
        DynamoJobTable jobs =
                new DynamoJobTable(table, VitrineTable.DEFAULT_NAME, frontend.bucket(), Clock.systemUTC());
        server = RunningFrontend.another(
                Map.of(),
                new WebParts(
                        parts.catalog(),
                        parts.bucket(),
                        jobs,
                        jobs,
                        jobs,
                        parts.results(),
                        parts.predictor(),
                        parts.predictions(),
                        parts.reviews(),
                        parts.prices(),
                        parts.webhooks(),
                        parts.audit(),
                        parts.callForWorkers(),
                        parts.clock()));
    }

    @AfterEach
    void stop() {
        server.close();
        table.close();
        cloud.close();
    }

    @Test
    void a_page_and_a_program_are_told_that_the_index_is_being_built_and_what_to_do() throws Exception {
        fault(BUILDING);

        HttpResponse<String> page = get("/jobs", "text/html");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains(
                        "This list is being prepared",
                        "still builds the index",
                        "(owner), since 20",
                        "Wait some minutes")
                .doesNotContain("does not answer");
        HttpResponse<String> api = get("/api/v1/jobs?owner=Ada", "application/json");
        assertThat(api.statusCode()).isEqualTo(503);
        assertThat(api.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Json.MAPPER.readTree(api.body()).path("remedy").asText()).startsWith("Wait some minutes");

        fault("[]");

        assertThat(get("/jobs", "text/html").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/jobs?owner=Ada", "application/json").statusCode())
                .isEqualTo(200);
    }

    @Test
    void of_a_table_that_lacks_the_index_a_page_says_that_a_deploy_adds_it() throws Exception {
        table.updateTable(request -> request.tableName(VitrineTable.DEFAULT_NAME)
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(index -> index.indexName("prototype"))
                        .build()));

        assertThat(get("/prototypes/coins/history?who=everybody", "text/html").body())
                .contains("This list is not prepared yet", "(prototype)", "make deploy");
    }

    private void fault(String rules) throws IOException, InterruptedException {
        URI uri = cloud.endpoint().resolve("/_vitrine/faults");
        HttpResponse<String> set = http.send(
                HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(rules)).build(), BodyHandlers.ofString());
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        String basic = Base64.getEncoder()
                .encodeToString(("Ada:" + RunningFrontend.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Basic " + basic)
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }
}
