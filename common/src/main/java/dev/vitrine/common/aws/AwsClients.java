package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CallGate;
import dev.vitrine.common.operation.CloudSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
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
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** Longest that a function may take on AWS, with some seconds for the way. */
    private static final Duration FUNCTION_LIMIT = Duration.ofSeconds(910);

    private final Patience patience;
    private final CloudSettings settings;
    private final CallGate gate;
    private final Function<Duration, SdkHttpClient> transport;
    private final List<SdkHttpClient> others = new CopyOnWriteArrayList<>();
    /** One for all clients, so that whoever signs in for a while does so once, and all ask as the same. */
    private @Nullable AwsCredentialsProvider credentials;
    /** Made with the first client: the trusted certificates are read, which takes a while. */
    private @Nullable SdkHttpClient http;

    private boolean closed;

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

    /** @param transport makes what carries the calls, given how long to read without a byte */
    private AwsClients(
            Patience patience, CloudSettings settings, CallGate gate, Function<Duration, SdkHttpClient> transport) {
        this.patience = patience;
        this.settings = settings;
        this.gate = gate;
        this.transport = transport;
    }

    /** Clients that give up within about 10 s, since a person waits: for frontends and consoles. */
    public static AwsClients interactive() {
        return interactive(CloudSettings.OF_ENVIRONMENT, CallGate.OPEN);
    }

    /** The same for a cloud that a person chose. Every request asks the gate first. */
    public static AwsClients interactive(CloudSettings settings, CallGate gate) {
        return new AwsClients(Patience.OF_A_PERSON, settings, gate, AwsClients::pooled);
    }

    /** The same for functions: quickly made and small, for few calls at a time. */
    public static AwsClients quick() {
        return new AwsClients(Patience.OF_A_PERSON, CloudSettings.OF_ENVIRONMENT, CallGate.OPEN, AwsClients::plain);
    }

    /** Clients that hold out for about a minute while the cloud does not answer: for workers. */
    public static AwsClients patient() {
        return new AwsClients(Patience.OF_WORK, CloudSettings.OF_ENVIRONMENT, CallGate.OPEN, AwsClients::pooled);
    }

    public DynamoDbClient dynamoDb() {
        return client(DynamoDbClient.builder());
    }

    /** Addresses buckets by path, which every endpoint understands. */
    public S3Client s3() {
        return located(S3Client.builder())
                .forcePathStyle(true)
                .httpClient(http())
                .overrideConfiguration(patience(patience.transfer()))
                .build();
    }

    /** Waits as long as a function may take: a request is never repeated merely since its answer is slow. */
    public LambdaClient lambda() {
        SdkHttpClient slow = transport.apply(FUNCTION_LIMIT);
        others.add(slow);
        return located(LambdaClient.builder())
                .httpClient(slow)
                .overrideConfiguration(patience(FUNCTION_LIMIT))
                .build();
    }

    public EcsClient ecs() {
        return client(EcsClient.builder());
    }

    /** Any other client, with the same patience. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return located(builder)
                .httpClient(http())
                .overrideConfiguration(patience(patience.call()))
                .build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B located(B builder) {
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.region().map(Region::of).ifPresent(builder::region);
        builder.credentialsProvider(credentials());
        if (settings.profile().isPresent() && settings.region().isEmpty()) {
            builder.region(DefaultAwsRegionProviderChain.builder()
                    .profileName(settings.profile().get())
                    .build()
                    .getRegion());
        }
        return builder;
    }

    private synchronized SdkHttpClient http() {
        if (closed) {
            throw new IllegalStateException("these clients are closed");
        }
        if (http == null) {
            http = transport.apply(patience.read());
        }
        return http;
    }

    private synchronized AwsCredentialsProvider credentials() {
        if (credentials == null) {
            credentials = LocalCredentials.of(settings)
                    .or(() -> settings.profile().map(ProfileCredentialsProvider::create))
                    .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        }
        return credentials;
    }

    private ClientOverrideConfiguration patience(Duration call) {
        StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(patience.attempts())
                .backoffStrategy(
                        BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(50), patience.longestDelay()))
                .circuitBreakerEnabled(false)
                .build();
        ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .addExecutionInterceptor(new GateInterceptor(gate))
                .apiCallTimeout(call);
        settings.profile().ifPresent(configuration::defaultProfileName);
        return configuration.build();
    }

    /** Reads the trusted certificates when the first secure call needs them; the client's own builder would at once. */
    private static SdkHttpClient plain(Duration read) {
        return UrlConnectionHttpClient.create(uri -> {
            try {
                HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setConnectTimeout((int) CONNECT.toMillis());
                connection.setReadTimeout((int) read.toMillis());
                return connection;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static SdkHttpClient pooled(Duration read) {
        return ApacheHttpClient.builder()
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(Duration.ofSeconds(8))
                .socketTimeout(read)
                .maxConnections(256)
                .build();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (http != null) {
            http.close();
        }
        others.forEach(SdkHttpClient::close);
    }
}
