package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CallGate;
import dev.vitrine.common.operation.CloudSettings;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Every SDK client of a process, with the patience that its work asks for. Endpoint, region and credentials come the
 * SDK's standard ways. Clients are safe for many threads; each call makes a new one, so keep them.
 */
public final class AwsClients implements AutoCloseable {
    /** Longest that a function may take on AWS, with some seconds for the way. */
    private static final Duration FUNCTION_LIMIT = Duration.ofSeconds(910);

    private final Patience patience;
    private final CloudSettings settings;
    private final CallGate gate;
    private final SdkHttpClient http;
    private final SdkHttpClient slowHttp;

    /**
     * How long a call may take before it is given up.
     *
     * @param attempts including the first
     * @param longestDelay between two attempts
     * @param read without a byte from the other side
     * @param call whole call to a table or a service, with all attempts
     * @param transfer whole call that moves a file
     */
    private record Patience(int attempts, Duration longestDelay, Duration read, Duration call, Duration transfer) {
        /** A person waits: an answer or a clear error within about 10 s. */
        static final Patience OF_A_PERSON = new Patience(
                4, Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(60));

        /** Work waits: about a minute without the cloud must not spoil it. */
        static final Patience OF_WORK = new Patience(
                45, Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(75), Duration.ofMinutes(10));
    }

    private AwsClients(Patience patience, CloudSettings settings, CallGate gate) {
        this.patience = patience;
        this.settings = settings;
        this.gate = gate;
        this.http = http(patience.read());
        this.slowHttp = http(FUNCTION_LIMIT);
    }

    /** Clients that give up within about 10 s, since a person waits: for frontends, functions and consoles. */
    public static AwsClients interactive() {
        return interactive(CloudSettings.OF_ENVIRONMENT, CallGate.OPEN);
    }

    /** The same for a cloud that a person chose. Every request asks the gate first. */
    public static AwsClients interactive(CloudSettings settings, CallGate gate) {
        return new AwsClients(Patience.OF_A_PERSON, settings, gate);
    }

    /** Clients that hold out for about a minute while the cloud does not answer: for workers. */
    public static AwsClients patient() {
        return new AwsClients(Patience.OF_WORK, CloudSettings.OF_ENVIRONMENT, CallGate.OPEN);
    }

    public DynamoDbClient dynamoDb() {
        return client(DynamoDbClient.builder());
    }

    /** Addresses buckets by path, which every endpoint understands. */
    public S3Client s3() {
        return located(S3Client.builder())
                .forcePathStyle(true)
                .httpClient(http)
                .overrideConfiguration(patience(patience.transfer()))
                .build();
    }

    /** Waits as long as a function may take: a request is never repeated merely since its answer is slow. */
    public LambdaClient lambda() {
        return located(LambdaClient.builder())
                .httpClient(slowHttp)
                .overrideConfiguration(patience(FUNCTION_LIMIT))
                .build();
    }

    public EcsClient ecs() {
        return client(EcsClient.builder());
    }

    /** Any other client, with the same patience. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return located(builder)
                .httpClient(http)
                .overrideConfiguration(patience(patience.call()))
                .build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B located(B builder) {
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.region().map(Region::of).ifPresent(builder::region);
        settings.profile().ifPresent(name -> {
            builder.credentialsProvider(ProfileCredentialsProvider.create(name));
            if (settings.region().isEmpty()) {
                builder.region(DefaultAwsRegionProviderChain.builder()
                        .profileName(name)
                        .build()
                        .getRegion());
            }
        });
        return builder;
    }

    private ClientOverrideConfiguration patience(Duration call) {
        StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(patience.attempts())
                .backoffStrategy(
                        BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(50), patience.longestDelay()))
                .circuitBreakerEnabled(false)
                .build();
        return ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .addExecutionInterceptor(new GateInterceptor(gate))
                .apiCallTimeout(call)
                .build();
    }

    private static SdkHttpClient http(Duration read) {
        return ApacheHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(3))
                .connectionAcquisitionTimeout(Duration.ofSeconds(8))
                .socketTimeout(read)
                .maxConnections(256)
                .build();
    }

    @Override
    public void close() {
        http.close();
        slowHttp.close();
    }
}
