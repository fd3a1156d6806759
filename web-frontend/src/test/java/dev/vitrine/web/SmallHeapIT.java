package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The frontend as a process with the heap of its image, to which people send the worst they can, several at once. */
class SmallHeapIT {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();
    private static final int AT_ONCE = 6;
    private static final int CALLS = 32;

    @TempDir
    private static Path folder;

    private static Process process;
    private static String address = "";

    @BeforeAll
    static void start() throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx96m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.vitrine.web.WebMain");
        command.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", System.getProperty("aws.endpointUrl"),
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "VITRINE_BUCKET", "vitrine-000000000000-us-east-1",
                        "HOST", "127.0.0.1",
                        "PORT", "0",
                        "PASSWORD", RunningFrontend.PASSWORD,
                        "SESSION_KEY", RunningFrontend.SESSION_KEY));
        process = command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(folder.resolve("log")).contains("frontend ready at"));
        String log = Files.readString(folder.resolve("log"));
        address = log.replaceFirst("(?s).*frontend ready at (\\S+).*", "$1").replace("localhost", "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        process.destroyForcibly();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(100))
                .header("Authorization", RunningFrontend.basic("Ada", RunningFrontend.PASSWORD));
    }

    private static HttpRequest.Builder sent(String method, String path, String type, String body) {
        BodyPublisher bytes = BodyPublishers.ofString(body);
        return request(path).header("Content-Type", type).method(method, bytes);
    }

    /** Sends a request several times at once; returns the statuses. */
    private static List<Integer> storm(HttpRequest.Builder request) throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                answers.add(people.submit(() -> FRONTEND.send(request.copy()).statusCode()));
            }
        }
        return answers.stream().map(Future::resultNow).toList();
    }

    private static void requireAlive(String after) throws IOException {
        assertThat(process.isAlive())
                .as("after " + after + ": " + Files.readString(folder.resolve("log")))
                .isTrue();
        assertThat(FRONTEND.send(request("/health")).statusCode()).as(after).isEqualTo(200);
    }

    @Test
    @Timeout(300)
    void nothingThatPeopleSendEndsIt() throws Exception {
        String numbers = "{\"inputs\":[" + "0.1,".repeat(1_900_000) + "0.1]}";
        String objects = "{\"inputs\":[" + "{},".repeat(60_000) + "{}]}";
        String text = "{\"inputs\":[{\"note\":\"" + "x".repeat(7_500_000) + "\"}]}";
        String json = "application/json";
        String form = "application/x-www-form-urlencoded";
        String review = "/api/v1/predictions/" + ReviewTest.answered(Ids.next(Clock.systemUTC())) + "/correction";
        for (HttpRequest.Builder request : List.of(
                sent("POST", "/api/v1/prototypes/coins/predictions", json, numbers),
                sent("POST", "/api/v1/prototypes/coins/predictions", json, objects),
                sent("POST", "/api/v1/prototypes/coins/predictions", json, text),
                sent("POST", "/v2/models/coins/infer", json, numbers),
                sent("POST", "/prototypes/coins/preview", json, numbers.substring(0, 3_900_000)),
                sent("PUT", review, json, numbers),
                sent("POST", "/prototypes/coins", form, "a&".repeat(3_900_000)),
                sent("POST", "/prototypes/coins", form, "note=" + "x".repeat(7_500_000)),
                sent("POST", "/sign-in", form, "a&".repeat(3_900_000)))) {
            String what = request.build().method() + " " + request.build().uri().getPath();
            assertThat(storm(request))
                    .as(what)
                    .allSatisfy(status -> assertThat(status).isBetween(400, 503).isNotIn(500, 502));
            requireAlive(what);
        }
    }

    @Test
    @Timeout(300)
    void nothingThatPeopleLookAtEndsIt() throws Exception {
        keepLongCalls();
        StringBuilder table = new StringBuilder("weight,year,metal");
        IntStream.range(0, 15_990).forEach(column -> table.append(",x").append(column));
        for (int row = 0; row < 50; row++) {
            table.append(row % 2 == 0 ? "\n1,1900,gold" : "\nheavy,1900,gold").append(",7".repeat(15_990));
        }
        String wide = ResultsTest.done(table.append('\n').toString(), 0);
        for (String path : List.of(
                "/prototypes/coins/history",
                "/jobs?who=all",
                "/prototypes/coins/review/items",
                "/jobs/" + wide,
                "/api/v1/jobs/" + wide + "/rows?count=500",
                "/api/v1/jobs/" + wide + "/rejects?count=1000",
                "/api/v1/jobs/" + wide + "/summary",
                "/prototypes/coins/review/items?count=50&show=all&job=" + wide)) {
            assertThat(storm(request(path))).as(path).containsOnly(200);
            requireAlive(path);
        }
    }

    /** Calls of a thousand rows, as long as an answer may be: some megabytes each. */
    private static void keepLongCalls() {
        List<String> cells = List.of("7.5", "1950", "silver", "x".repeat(3_000));
        for (int i = 0; i < CALLS; i++) {
            PredictionCall call = new PredictionCall(
                    Ids.next(Clock.systemUTC()),
                    "coins",
                    FRONTEND.version("coins"),
                    Clock.systemUTC().instant(),
                    7,
                    List.of("weight", "year", "metal", "note"),
                    Collections.nCopies(PredictionCall.MAX_ROWS, cells));
            FRONTEND.predictions()
                    .save(new PredictionRecord(
                            call,
                            new PredictionAnswer(
                                    call.version(),
                                    Collections.nCopies(
                                            PredictionCall.MAX_ROWS, new PrintedOutcome.Outputs(List.of("keep", "12"))),
                                    5),
                            "Ada"));
        }
    }
}
