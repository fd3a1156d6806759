package dev.vitrine.web;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.BucketJobResults;
import dev.vitrine.common.aws.DynamoAuditStore;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.DynamoPredictionStore;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.DynamoReviewStore;
import dev.vitrine.common.aws.DynamoWebhookStore;
import dev.vitrine.common.aws.LambdaRealtimePredictor;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import dev.vitrine.web.catalog.PrototypeCatalog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Two frontends on one local cloud in this process, with a published prototype; started once per JVM. */
public final class RunningFrontend {
    public static final String PASSWORD = "correct horse";
    public static final String SESSION_KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String BUCKET = "vitrine-000000000000-us-east-1";

    private static final class Holder {
        static final RunningFrontend RUNNING = started();
    }

    private final WebParts parts;
    private final WebServer server;
    private final WebServer twin;
    private final DynamoJobTable jobs;
    private final ArtifactBucket bucket;
    private final PrototypeCatalog catalog;
    private final PredictionStore predictions;
    private final AtomicInteger kicks = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public static RunningFrontend get() {
        return Holder.RUNNING;
    }

    private static RunningFrontend started() {
        try {
            return new RunningFrontend();
        } catch (Exception e) {
            throw new IllegalStateException("the frontend does not start", e);
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private RunningFrontend() throws Exception {
        LocalCloud cloud = LocalCloud.start(LocalCloudConfig.ephemeral(Files.createTempDirectory("cloud")));
        Map.of(
                        "aws.endpointUrl", cloud.endpoint().toString(),
                        "aws.region", "us-east-1",
                        "aws.accessKeyId", "test",
                        "aws.secretAccessKey", "test")
                .forEach(System::setProperty);
        AwsClients aws = AwsClients.interactive();
        DynamoDbClient dynamo = aws.dynamoDb();
        S3Client s3 = aws.s3();
        VitrineTable.createIfAbsent(dynamo, VitrineTable.DEFAULT_NAME);
        s3.createBucket(request -> request.bucket(BUCKET));
        Clock clock = Clock.systemUTC();
        bucket = new S3ArtifactBucket(s3, BUCKET);
        PrototypeStore prototypes = new DynamoPrototypeStore(dynamo, VitrineTable.DEFAULT_NAME);
        new Publisher(bucket, prototypes, clock)
                .publish(Path.of("src/test/resources/prototypes/coins").toAbsolutePath());
        catalog = new PrototypeCatalog(prototypes, bucket, clock);
        jobs = new DynamoJobTable(dynamo, VitrineTable.DEFAULT_NAME, bucket, clock);
        predictions = new DynamoPredictionStore(dynamo, VitrineTable.DEFAULT_NAME, bucket);
        parts = new WebParts(
                catalog,
                bucket,
                jobs,
                jobs,
                jobs,
                new BucketJobResults(bucket, jobs, job -> List.of("verdict", "value")),
                new LambdaRealtimePredictor(aws.lambda(), prototype -> Duration.ofSeconds(5)),
                predictions,
                new DynamoReviewStore(dynamo, VitrineTable.DEFAULT_NAME, bucket),
                Optional.of(PriceList.of("us-east-1")),
                new DynamoWebhookStore(dynamo, VitrineTable.DEFAULT_NAME, clock),
                new DynamoAuditStore(dynamo, VitrineTable.DEFAULT_NAME),
                kicks::incrementAndGet,
                clock);
        server = another(Map.of());
        twin = another(Map.of());
    }

    /** A further frontend on the same cloud, with some other settings. */
    public WebServer another(Map<String, String> settings) {
        return another(settings, parts);
    }

    /** A further frontend that works with some other parts. */
    static WebServer another(Map<String, String> settings, WebParts parts) {
        Map<String, String> env = new HashMap<>(Map.of(
                "HOST", "127.0.0.1",
                "PORT", "0",
                "PASSWORD", PASSWORD,
                "SESSION_KEY", SESSION_KEY,
                "MAX_UPLOAD_MB", "5"));
        env.putAll(settings);
        return new WebServer(WebConfig.of(env), parts).start();
    }

    /** What all frontends work with. */
    public WebParts parts() {
        return parts;
    }

    /** The same, but for results and predictor. */
    WebParts parts(JobResults results, RealtimePredictor predictor) {
        return new WebParts(
                parts.catalog(),
                parts.bucket(),
                parts.jobs(),
                parts.queue(),
                parts.backlog(),
                results,
                predictor,
                parts.predictions(),
                parts.reviews(),
                parts.prices(),
                parts.webhooks(),
                parts.audit(),
                parts.callForWorkers(),
                parts.clock());
    }

    public DynamoJobTable jobs() {
        return jobs;
    }

    public PredictionStore predictions() {
        return predictions;
    }

    /** The version that is served. */
    public String version(String prototype) {
        return catalog.served(prototype).version().version();
    }

    public ArtifactBucket bucket() {
        return bucket;
    }

    /** How often workers were called for. */
    public int kicks() {
        return kicks.get();
    }

    public String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Address of the second frontend. */
    public String twinAddress() {
        return "http://127.0.0.1:" + twin.port();
    }

    /** A request to the first frontend with the password. */
    public HttpRequest.Builder api(String path) {
        return bare(path).header("Authorization", basic("Ada", PASSWORD));
    }

    /** A request without any sign of who asks. */
    public HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(30));
    }

    public static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Uploads a table as raw CSV. */
    public HttpResponse<String> upload(String csv) {
        return upload(csv.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> upload(byte[] csv) {
        return send(api("/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(csv)));
    }
}
