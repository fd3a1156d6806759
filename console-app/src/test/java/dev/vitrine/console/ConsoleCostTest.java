package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.CloudWatchMetricReader;
import dev.vitrine.common.aws.DynamoPredictionStore;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricPoint;
import dev.vitrine.common.metric.MetricQuery;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prediction.RealtimeJson;
import dev.vitrine.console.cost.CostRow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;

/** What the costs tell of functions that were really called and of a load balancer, on a real local cloud. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleCostTest {
    private static final String FUNCTION = "vitrine-banknote";
    private static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:000000000000:function:" + FUNCTION;
    private static final String BALANCER = "load balancer vitrine";
    private static final int MEMORY = 512;
    private static final Metric CALLS = new Metric("AWS/Lambda", "Invocations", Map.of("FunctionName", FUNCTION));

    private final TestClock clock = new TestClock();
    private final Instant made = Instant.now().minus(Duration.ofDays(1));
    private TestCloud cloud;
    private TestConsole console;
    private Path state;
    private BalancedService service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        clock.back(Duration.ofDays(1));
        cloud = TestCloud.at(folder, clock);
        state = folder.resolve("console");
        Path banknote = folder.resolve("banknote");
        TestFolders.copy(Path.of("..", "prototypes", "banknote"), banknote);
        var prototypes = new DynamoPrototypeStore(cloud.clients().dynamoDb(), VitrineTable.DEFAULT_NAME);
        String version =
                new Publisher(cloud.bucket, prototypes, clock).publish(banknote).version();
        LambdaClient lambda = function();
        for (int call = 0; call < 3; call++) {
            invoke(lambda);
        }
        service = BalancedService.create(cloud, "vitrine-frontend", "vitrine");
        clock.now();
        invoke(lambda);
        lambda.publishVersion(request -> request.functionName(FUNCTION));
        lambda.putProvisionedConcurrencyConfig(
                request -> request.functionName(FUNCTION).qualifier("1").provisionedConcurrentExecutions(1));
        keep(version);
        console = TestConsole.open(state, Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.cost);
    }

    private LambdaClient function() throws Exception {
        String repository = "vitrine/predictor";
        EcrClient ecr = cloud.clients().client(EcrClient.builder());
        String uri = ecr.createRepository(request -> request.repositoryName(repository))
                .repository()
                .repositoryUri();
        new TestRegistry(cloud.endpoint())
                .push(
                        repository,
                        "1111111",
                        List.of(
                                "java",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                TestClassPath.get(),
                                EchoFunction.class.getName()));
        LambdaClient lambda = cloud.clients().lambda();
        lambda.createFunction(request -> request.functionName(FUNCTION)
                .packageType(PackageType.IMAGE)
                .role("arn:aws:iam::000000000000:role/vitrine-function")
                .timeout(120)
                .memorySize(MEMORY)
                .code(code -> code.imageUri(uri + ":1111111")));
        try (LambdaWaiter waiter = lambda.waiter()) {
            waiter.waitUntilFunctionActiveV2(request -> request.functionName(FUNCTION));
        }
        return lambda;
    }

    private static void invoke(LambdaClient lambda) {
        byte[] event = RealtimeJson.write(new RealtimeEvent.Predict(call("0123456789ab")));
        assertThat(lambda.invoke(request -> request.functionName(FUNCTION).payload(SdkBytes.fromByteArray(event)))
                        .functionError())
                .isNull();
    }

    private static PredictionCall call(String version) {
        return new PredictionCall(
                "20260101-000001-aaaa",
                "banknote",
                version,
                Instant.now(),
                1,
                List.of("variance"),
                List.of(List.of("3.62")));
    }

    /** One call is kept, as the frontend keeps them. */
    private void keep(String version) {
        new DynamoPredictionStore(cloud.clients().dynamoDb(), VitrineTable.DEFAULT_NAME, cloud.bucket)
                .save(new PredictionRecord(
                        call(version),
                        new PredictionAnswer(
                                version, List.of(new PrintedOutcome.Outputs(List.of("genuine", "0.5"))), 2_500),
                        "Ada"));
    }

    @AfterAll
    void stop() {
        console.close();
        cloud.close();
    }

    private Optional<CostRow> row(String name) {
        return console.onScreen(() -> console.table("cost").getItems().stream()
                .map(row -> (CostRow) row.value())
                .filter(row -> row.name().equals(name))
                .findFirst());
    }

    private static Instant month() {
        return LocalDate.now(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** What CloudWatch has of this month. */
    private double sum(Metric metric) {
        return new CloudWatchMetricReader(cloud.clients().client(CloudWatchClient.builder()))
                .read(List.of(new MetricQuery(metric, "Sum")), Duration.ofDays(1), month(), Instant.now()).stream()
                        .flatMap(List::stream)
                        .mapToDouble(MetricPoint::value)
                        .sum();
    }

    @Test
    @Order(1)
    void calls_are_paid_as_they_were_measured() {
        console.awaitThere("cost");
        console.until(
                "all calls of this month",
                () -> row(FUNCTION).map(CostRow::calls).orElse(0L) == Math.round(sum(CALLS)));
        CostRow row = row(FUNCTION).orElseThrow();
        assertThat(row.calls()).isBetween(1L, 4L);
        assertThat(row.called())
                .isCloseTo(
                        sum(CALLS) * 0.20 / 1_000_000
                                + sum(CALLS.named("Duration")) / 1_000 * MEMORY / 1_024 * 0.0000166667,
                        within(1e-9));
        console.select("cost", FUNCTION);
        console.awaitText(" a million, ");
        console.picture("cost-function");
    }

    @Test
    @Order(2)
    void what_is_there_by_the_hour_is_paid_since_it_was_made() {
        console.until("the load balancer", () -> row(BALANCER).isPresent());
        CostRow balancer = row(BALANCER).orElseThrow();
        assertThat(balancer.hourly()).isCloseTo(0.0225 + 2 * 0.005, within(1e-9));
        Instant from = made.isBefore(month()) ? month() : made;
        double hours = Duration.between(from, Instant.now()).toMillis() / 3_600_000.0;
        assertThat(balancer.month()).isCloseTo(hours * 0.0325, within(0.0325 / 4));
        console.until(
                "what is kept started", () -> row(FUNCTION).map(CostRow::hourly).orElse(0.0) > 0);
        assertThat(row(FUNCTION).orElseThrow().hourly()).isCloseTo(0.5 * 3_600 * 0.0000041667, within(1e-9));

        assertThat(row("vitrine-frontend")).as("what costs nothing").isEmpty();
        console.selectNone("cost");
        console.awaitText(BALANCER + "\nnever asked since it was made");
        console.until(
                "that it idles",
                () -> row(BALANCER).map(CostRow::state).orElse("").equals("IDLE"));
        console.awaitText("1 of vitrine-banknote kept started\ncalled ");
        console.awaitText("Kept started");
        console.press(KeyCode.M, false);
        console.type("answer-dollars", "0.50");
        console.fire("form-submit");
        console.awaitText("more than the line of $0.50");
        console.picture("cost-all");
        console.below("The last 30 days");
        console.picture("cost-days");
    }

    @Test
    @Order(3)
    void a_load_balancer_that_is_asked_is_not_idle() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        web.start();
        service.forwardTo(web.getAddress().getPort());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/"))
                    .build();
            await().atMost(TestConsole.PATIENCE)
                    .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 204);
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        } finally {
            web.stop(0);
        }
        console.press(KeyCode.F5, false);
        console.awaitText(BALANCER + "\nasked 2 times since yesterday");
        assertThat(row(BALANCER).map(CostRow::state)).hasValue("RUNNING");
        assertThat(row(BALANCER).map(CostRow::calls).orElseThrow()).isBetween(1L, 2L);
        console.picture("cost-asked");
    }

    @Test
    @Order(4)
    void what_cannot_be_read_is_said_and_the_rest_is_counted() throws Exception {
        cloud.faults("[{\"service\": \"monitoring\", \"kind\": \"error\", \"status\": 403,"
                + " \"code\": \"AccessDenied\"}]");
        console.press(KeyCode.F5, false);
        console.awaitText("Calls and requests not read since");
        assertThat(row(FUNCTION)).isPresent();
        assertThat(row(BALANCER)).isPresent();
        console.picture("cost-trouble");
        cloud.faults("");
        console.press(KeyCode.F5, false);
        console.awaitGone("trouble-cost");
    }

    @Test
    @Order(5)
    void without_the_cloud_costs_and_calls_are_told_as_they_were() throws Exception {
        double called = row(FUNCTION).orElseThrow().called();
        console.view(ViewKind.serve);
        console.select("serve", FUNCTION_ARN);
        console.awaitText("2.5 / 2.5 ms");
        console.close();
        cloud.kill();
        console = TestConsole.open(state, Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.serve);
        console.select("serve", FUNCTION_ARN);
        console.awaitText("2.5 / 2.5 ms");
        console.awaitText("The cloud does not answer since");
        console.awaitText("Charts are read when somebody looks; they are not kept with the last state.");
        console.picture("serve-offline");
        console.view(ViewKind.cost);
        console.until("the calls", () -> row(FUNCTION).isPresent());
        assertThat(row(FUNCTION).orElseThrow().called()).isCloseTo(called, within(1e-12));
        assertThat(row(BALANCER)).isPresent();
        console.selectNone("cost");
        console.press(KeyCode.M, false);
        console.type("answer-dollars", "0.07");
        console.fire("form-submit");
        console.awaitText("more than the line of $0.07");
        console.close();
        console = TestConsole.open(state, Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.cost);
        console.awaitText("more than the line of $0.07");
    }
}
