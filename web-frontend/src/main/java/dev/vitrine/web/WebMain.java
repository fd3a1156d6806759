package dev.vitrine.web;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.AwsNames;
import dev.vitrine.common.aws.BucketJobResults;
import dev.vitrine.common.aws.DynamoAuditStore;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.DynamoPredictionStore;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.DynamoReviewStore;
import dev.vitrine.common.aws.DynamoWebhookStore;
import dev.vitrine.common.aws.EcsWorkerStarter;
import dev.vitrine.common.aws.LambdaRealtimePredictor;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.webhook.WebhookStore;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.dispatch.Dispatcher;
import dev.vitrine.web.text.Texts;
import dev.vitrine.web.webhook.WebhookDispatcher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Starts a frontend. */
public final class WebMain {
    private WebMain() {}

    @SuppressWarnings("SystemOut") // the ready line is for the person at the terminal
    public static void main(String[] args) {
        try {
            WebServer server = start(System.getenv());
            System.out.println("frontend ready at http://localhost:" + server.port());
        } catch (ConfigException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (SdkException e) {
            System.err.println("The AWS SDK cannot be set up: " + e.getMessage());
            System.exit(1);
        }
    }

    private static WebServer start(Map<String, String> env) {
        WebConfig config = WebConfig.of(env);
        Texts.speak(env.getOrDefault("UI_LANGUAGE", "en"));
        AwsNames names = AwsNames.of(env);
        Clock clock = Clock.systemUTC();
        AwsClients aws = AwsClients.interactive();
        DynamoDbClient dynamo = aws.dynamoDb();

        ArtifactBucket bucket = new S3ArtifactBucket(aws.s3(), names.bucket());
        PrototypeCatalog catalog = new PrototypeCatalog(new DynamoPrototypeStore(dynamo, names.table()), bucket, clock);
        DynamoJobTable jobs = new DynamoJobTable(dynamo, names.table(), bucket, clock);
        WebhookStore webhooks = new DynamoWebhookStore(dynamo, names.table(), clock);
        WebhookDispatcher calls =
                new WebhookDispatcher(config.webhooks(), webhooks, jobs, WebhookDispatcher.PAUSES, clock);
        Dispatcher dispatcher = new Dispatcher(
                jobs,
                jobs,
                new EcsWorkerStarter(aws.ecs(), names.cluster(), env, prototype -> spot(catalog, prototype)),
                job -> maxWorkers(catalog, job),
                calls::round,
                clock);
        WebServer server = new WebServer(
                config,
                new WebParts(
                        catalog,
                        bucket,
                        jobs,
                        jobs,
                        jobs,
                        new BucketJobResults(bucket, jobs, job -> outputs(catalog, job)),
                        new LambdaRealtimePredictor(aws.lambda(), prototype -> timeout(catalog, prototype)),
                        new DynamoPredictionStore(dynamo, names.table(), bucket),
                        new DynamoReviewStore(dynamo, names.table(), bucket),
                        prices(env),
                        webhooks,
                        new DynamoAuditStore(dynamo, names.table()),
                        dispatcher::kick,
                        clock));
        server.start();
        dispatcher.start();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    dispatcher.close();
                    calls.close();
                    server.close();
                    aws.close();
                }));
        return server;
    }

    private static Optional<PriceList> prices(Map<String, String> env) {
        try {
            return Optional.of(PriceList.of(env.getOrDefault("AWS_REGION", "us-east-1")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int maxWorkers(PrototypeCatalog catalog, Job job) {
        return catalog.version(job.prototype(), job.version())
                .map(served -> served.prototype().batch().maxWorkers())
                .orElse(1);
    }

    private static boolean spot(PrototypeCatalog catalog, String prototype) {
        return catalog.served(prototype).prototype().batch().spot();
    }

    private static List<String> outputs(PrototypeCatalog catalog, Job job) {
        return catalog.version(job.prototype(), job.version())
                .map(served -> served.prototype().outputs().fields().stream()
                        .map(Field::name)
                        .toList())
                .orElse(List.of());
    }

    private static Duration timeout(PrototypeCatalog catalog, String prototype) {
        return catalog.served(prototype).prototype().realtime().timeout();
    }
}
