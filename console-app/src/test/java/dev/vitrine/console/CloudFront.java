package dev.vitrine.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Stands before a cloud: answers some requests itself, and hands on all others with their answers. */
final class CloudFront implements AutoCloseable {
    private static final List<String> OF_THE_WAY_THERE =
            List.of("host", "content-length", "connection", "expect", "upgrade");
    private static final List<String> OF_THE_WAY_BACK = List.of("content-length", "connection", "transfer-encoding");

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final URI cloud;
    private final Answers answers;

    /** What is answered here. */
    interface Answers {
        /** Empty for what the cloud is to answer. */
        Optional<Answer> to(HttpExchange request, byte[] body) throws IOException, InterruptedException;
    }

    record Answer(String contentType, String text) {}

    CloudFront(URI cloud, Answers answers) throws IOException {
        this.cloud = cloud;
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Answer> own = answers.to(exchange, body);
            if (own.isEmpty()) {
                pass(exchange, body);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", own.get().contentType());
            answer(exchange, 200, own.get().text().getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        cloud.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_WAY_THERE.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        response.headers().map().forEach((name, values) -> {
            if (!OF_THE_WAY_BACK.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        answer(exchange, response.statusCode(), response.body());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
