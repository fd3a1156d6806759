package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoPredictionStore;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.web.catalog.PrototypeCatalog;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A start page with many prototypes: found by their words, with their pictures, and with how they do. */
class GalleryTest {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();
    private static final String TABLE = "gallery";
    private static final List<String> NAMES =
            List.of("amber", "birds", "clouds", "dunes", "eels", "frost", "geysers", "hail");
    private static final String PICTURE = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"/>";
    private static final Pattern TILE = Pattern.compile("(?s)<li class=\"card tile\".*?</li>");

    private static WebServer server;

    @BeforeAll
    static void publish(@TempDir Path folder) throws Exception {
        WebParts parts = FRONTEND.parts();
        DynamoDbClient dynamo = AwsClients.interactive().dynamoDb();
        VitrineTable.createIfAbsent(dynamo, TABLE);
        DynamoPrototypeStore prototypes = new DynamoPrototypeStore(dynamo, TABLE);
        for (String name : NAMES) {
            Path prototype = Files.createDirectories(folder.resolve(name));
            Files.createDirectories(prototype.resolve("model"));
            Files.createFile(prototype.resolve("model/model.params"));
            Files.writeString(prototype.resolve("prototype.yaml"), """
                name: %1$s
                title: All about %1$s
                summary: Tells %1$s from what is none.
                inputs: [{name: weight, type: number, example: 1}]
                outputs: [{name: verdict, type: text}]
                predictor: {engine: MXNet, model: model/}
                """.formatted(name));
            if (name.equals("birds")) {
                Files.writeString(prototype.resolve("picture.svg"), PICTURE);
            }
            new Publisher(parts.bucket(), prototypes, parts.clock()).publish(prototype);
        }
        PrototypeCatalog catalog = new PrototypeCatalog(prototypes, parts.bucket(), parts.clock());
        PredictionStore predictions = new DynamoPredictionStore(dynamo, TABLE, parts.bucket());
        answer(predictions, catalog.served("clouds").version().version());
        server = new WebServer(
                        WebConfig.of(Map.of(
                                "HOST",
                                "127.0.0.1",
                                "PORT",
                                "0",
                                "PASSWORD",
                                RunningFrontend.PASSWORD,
                                "SESSION_KEY",
                                RunningFrontend.SESSION_KEY)),
                        new WebParts(
                                catalog,
                                parts.bucket(),
                                parts.jobs(),
                                parts.queue(),
                                parts.backlog(),
                                parts.results(),
                                parts.predictor(),
                                predictions,
                                parts.reviews(),
                                parts.prices(),
                                parts.webhooks(),
                                parts.audit(),
                                parts.callForWorkers(),
                                parts.clock()))
                .start();
    }

    private static void answer(PredictionStore predictions, String version) {
        PredictionCall call = new PredictionCall(
                "gallerycall1",
                "clouds",
                version,
                FRONTEND.parts().clock().instant(),
                7,
                List.of("weight"),
                List.of(List.of("1")));
        PredictionAnswer answer =
                new PredictionAnswer(version, List.of(new PrintedOutcome.Outputs(List.of("cloud"))), 5);
        predictions.save(new PredictionRecord(call, answer, "Ada"));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", RunningFrontend.basic("Ada", RunningFrontend.PASSWORD));
    }

    private static String page(String path) {
        return FRONTEND.send(request(path).header("Accept", "text/html")).body();
    }

    /** The card of a prototype on the start page. */
    private static String card(String name) {
        return TILE.matcher(page("/"))
                .results()
                .map(java.util.regex.MatchResult::group)
                .filter(tile -> tile.contains("/prototypes/" + name + "\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void manyPrototypesAreSearchedByTheirWords() {
        assertThat(page("/")).contains("data-search").contains(NAMES);
        assertThat(page("/?q=tells+EELS"))
                .contains("/prototypes/eels\"", "value=\"tells EELS\"")
                .doesNotContain("/prototypes/hail\"");
        assertThat(page("/?q=no+such+thing")).contains("data-none-found").doesNotContain("card tile");
    }

    @Test
    void aPrototypeShowsItsPictureOrADrawing() {
        Matcher source =
                Pattern.compile("<img class=\"tile-picture\" src=\"([^\"]+)\"").matcher(card("birds"));
        assertThat(source.find()).isTrue();
        HttpResponse<String> picture = FRONTEND.send(request(source.group(1)));
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(picture.body()).isEqualTo(PICTURE);
        assertThat(card("dunes")).contains("tile-picture emblem").doesNotContain("<img");
    }

    @Test
    void aPrototypeTellsHowItDoes() {
        assertThat(card("clouds")).contains("data-health=\"answering\"");
        assertThat(card("frost")).contains("data-health=\"unknown\"");
        HttpResponse<String> asked = FRONTEND.send(request("/api/v1/prototypes/geysers/predictions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"inputs\":[{\"weight\":1}]}")));
        assertThat(asked.statusCode()).as("there is no function here").isGreaterThanOrEqualTo(500);
        assertThat(card("geysers")).contains("data-health=\"failing\"");
    }
}
