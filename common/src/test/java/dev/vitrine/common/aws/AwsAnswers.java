package dev.vitrine.common.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.common.operation.CallGate;
import dev.vitrine.common.operation.CloudSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server that gives, for an operation or a path, answers in the very words of AWS, where a local cloud is kinder. */
final class AwsAnswers implements AutoCloseable {
    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<Instant> dates = new CopyOnWriteArrayList<>();
    private final AwsClients clients;

    AwsAnswers() throws IOException {
        System.setProperty("aws.accessKeyId", "vitrine");
        System.setProperty("aws.secretAccessKey", "vitrine");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        clients = AwsClients.interactive(
                new CloudSettings(
                        Optional.of(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort())),
                        Optional.empty(),
                        Optional.of("us-east-1")),
                new Told());
    }

    /** Notes what a gate is told. */
    private final class Told implements CallGate {
        @Override
        public void pass(String service, String operation) {
            // Everything may go.
        }

        @Override
        public void signed(String service, String keyId) {
            keys.add(service + " " + keyId);
        }

        @Override
        public void dated(Instant cloud) {
            dates.add(cloud);
        }
    }

    /** By which keys requests were signed. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    /** What time the answers said it is. */
    List<Instant> dates() {
        return List.copyOf(dates);
    }

    AwsClients clients() {
        return clients;
    }

    /** @param what the operation, or the path of a service that has paths */
    AwsAnswers give(String what, String body) {
        answers.put(what, new Answer(200, body));
        return this;
    }

    AwsAnswers refuse(String what, int status, String body) {
        answers.put(what, new Answer(status, body));
        return this;
    }

    /** Operations and paths in the order in which they were asked. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String what =
                    target == null ? exchange.getRequestURI().getPath() : target.substring(target.lastIndexOf('.') + 1);
            asked.add(what);
            Answer answer = answers.getOrDefault(what, new Answer(404, "{\"__type\":\"ResourceNotFoundException\"}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            if (answer.status() >= 400) {
                exchange.getResponseHeaders()
                        .set(
                                "X-Amzn-ErrorType",
                                body.length == 0
                                        ? ""
                                        : answer.body().replaceAll("(?s).*?\"__type\":\"([^\"]*)\".*", "$1"));
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clients.close();
        server.stop(0);
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }
}
