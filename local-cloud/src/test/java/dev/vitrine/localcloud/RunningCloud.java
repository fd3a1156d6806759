package dev.vitrine.localcloud;

import dev.vitrine.localcloud.container.EngineChoice;
import dev.vitrine.localcloud.ecs.EcsConfig;
import dev.vitrine.localcloud.lambda.LambdaConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The real local cloud with images, for tests that start it, close it and start it again. */
public final class RunningCloud implements AutoCloseable {
    private final LocalCloud cloud;
    private final List<SdkAutoCloseable> clients = new ArrayList<>();

    private RunningCloud(LocalCloud cloud) {
        this.cloud = cloud;
    }

    /** Starts with short times for everything that waits. */
    public static RunningCloud start(Path stateDir, TestImages images) throws StartupException {
        return start(stateDir, images, EngineChoice.AUTO);
    }

    /** So, with the given container engine. */
    public static RunningCloud start(Path stateDir, TestImages images, EngineChoice engine) throws StartupException {
        LambdaConfig lambda = new LambdaConfig(
                4,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                List.of(Duration.ofMillis(100), Duration.ofMillis(200)),
                64L << 20);
        EcsConfig ecs = new EcsConfig(4, Duration.ofHours(1), Duration.ofSeconds(5));
        return new RunningCloud(LocalCloud.start(
                new LocalCloudConfig(0, stateDir, List.of(images.folder()), Clock.systemUTC(), lambda, ecs, engine)));
    }

    public static RunningCloud start(Path stateDir, TestImages images, LambdaConfig lambda, EcsConfig ecs)
            throws StartupException {
        return new RunningCloud(LocalCloud.start(
                new LocalCloudConfig(0, stateDir, List.of(images.folder()), Clock.systemUTC(), lambda, ecs)));
    }

    public URI endpoint() {
        return cloud.endpoint();
    }

    /** An SDK client of this cloud, closed with it. */
    public <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C client(B builder) {
        C client = client(builder, cloud.endpoint());
        clients.add(client);
        return client;
    }

    /** An SDK client of the cloud at that address. */
    public static <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("vitrine", "vitrine")))
                .build();
    }

    /** All lines of a log group, none if there is no such group yet. */
    public List<String> messages(String group) {
        try (CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder(), endpoint())) {
            return logs.filterLogEventsPaginator(r -> r.logGroupName(group)).events().stream()
                    .map(FilteredLogEvent::message)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    /** The lines of a log stream, none if there is no such stream yet. */
    public static List<String> lines(CloudWatchLogsClient logs, String group, String stream) {
        try {
            return logs
                    .getLogEvents(
                            r -> r.logGroupName(group).logStreamName(stream).startFromHead(true))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        clients.forEach(SdkAutoCloseable::close);
        cloud.close();
    }
}
