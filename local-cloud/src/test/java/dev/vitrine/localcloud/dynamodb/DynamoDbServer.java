package dev.vitrine.localcloud.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.localcloud.http.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The service behind a small HTTP server on an ephemeral port, and the real SDK's client for it. */
final class DynamoDbServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Else each answer waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Clock clock;
    private @Nullable Path temporary;
    private @Nullable Running running;

    private record Running(DynamoDbService service, HttpServer http, ExecutorService threads, DynamoDbClient client) {}

    DynamoDbServer() {
        this(Clock.systemUTC());
    }

    DynamoDbServer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path folder = Files.createTempDirectory("dynamodb");
        temporary = folder;
        start(folder, 0);
    }

    /** @param port 0 for any */
    void start(Path folder, int port) throws IOException {
        var service = new DynamoDbService(folder, clock);
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        http.setExecutor(threads);
        http.createContext("/", exchange -> answer(service, exchange));
        http.start();
        running =
                new Running(service, http, threads, newClient(http.getAddress().getPort()));
    }

    /** A client without retries: every error shows. */
    static DynamoDbClient newClient(int port) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://localhost:" + port))
                .region(Region.US_EAST_1)
                .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    DynamoDbClient client() {
        return running().client;
    }

    int port() {
        return running().http.getAddress().getPort();
    }

    private Running running() {
        return Objects.requireNonNull(running, "The server is not started");
    }

    private static void answer(DynamoDbService service, HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var input = (ObjectNode) JSON.readTree(exchange.getRequestBody());
            byte[] body;
            int status = 200;
            try {
                body = JSON.writeValueAsBytes(service.call(target.substring(target.indexOf('.') + 1), input));
            } catch (AwsException e) {
                status = e.status();
                ObjectNode error = JSON.createObjectNode()
                        .put("__type", "com.amazonaws.dynamodb.v20120810#" + e.code())
                        .put("message", e.getMessage());
                e.details().forEach(error::set);
                body = JSON.writeValueAsBytes(error);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-" + service.jsonVersion());
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        Running last = running();
        last.client.close();
        last.http.stop(0);
        last.threads.close();
        last.service.close();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Objects.requireNonNull(temporary))) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        files.forEach(file -> {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
