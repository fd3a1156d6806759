package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.web.webhook.WebhookConfig;
import dev.vitrine.web.webhook.WebhookDispatcher;
import dev.vitrine.web.webhook.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();
    private static final String SECRET = "a secret of more than 24 bytes";
    private static final List<Duration> AT_ONCE = List.of(Duration.ZERO, Duration.ZERO);
    private static final Deque<Call> CALLS = new ConcurrentLinkedDeque<>();

    private static HttpServer receiver;
    private static WebServer server;

    private record Call(Headers headers, String body) {}

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            CALLS.add(new Call(
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(path.equals("/good") ? 204 : path.equals("/moved") ? 307 : 500, -1);
            exchange.close();
        });
        receiver.start();
        server = FRONTEND.another(
                Map.of("WEBHOOK_HOSTS", hosts(), "WEBHOOK_SECRET", SECRET, "WEBHOOK_PRIVATE", "allow"));
    }

    @AfterAll
    static void end() {
        server.close();
        receiver.stop(0);
    }

    private static String hosts() {
        return "*.example.com,localhost:" + receiver.getAddress().getPort();
    }

    private static String url(String path) {
        return "http://localhost:" + receiver.getAddress().getPort() + path;
    }

    private static HttpResponse<String> submit(WebServer to, String url) {
        return FRONTEND.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/api/v1/prototypes/coins/jobs"))
                        .header("Authorization", RunningFrontend.basic("Ada", RunningFrontend.PASSWORD))
                        .header("Content-Type", "text/csv")
                        .header("Webhook-Url", url)
                        .POST(BodyPublishers.ofString("weight,year,metal\n7.5,1950,silver\n")));
    }

    /** Submits and ends a job, and has its webhook called until that has ended. */
    private static JsonNode called(String path, boolean privateAllowed) {
        HttpResponse<String> submitted = submit(server, url(path));
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(202);
        String job = UploadTest.json(submitted).path("id").asText();
        try (WebhookDispatcher dispatcher = dispatcher(privateAllowed)) {
            dispatcher.round();
            assertThat(webhook(job).path("attempts").asInt())
                    .as("the job goes on")
                    .isZero();
            FRONTEND.jobs().cancel(job);
            return await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                dispatcher.round();
                                return webhook(job);
                            },
                            webhook -> !webhook.path("state").asText().equals("PENDING"));
        }
    }

    private static WebhookDispatcher dispatcher(boolean privateAllowed) {
        return new WebhookDispatcher(
                WebhookConfig.of(hosts(), SECRET, privateAllowed),
                FRONTEND.parts().webhooks(),
                FRONTEND.parts().jobs(),
                AT_ONCE,
                FRONTEND.parts().clock());
    }

    private static JsonNode webhook(String job) {
        return UploadTest.json(FRONTEND.send(FRONTEND.api("/api/v1/jobs/" + job + "/webhook")));
    }

    @Test
    void theEndOfAJobIsToldOnceAndSigned() {
        CALLS.clear();
        JsonNode webhook = called("/good", true);
        assertThat(webhook.path("state").asText()).isEqualTo("DELIVERED");
        assertThat(webhook.path("attempts").asInt()).isEqualTo(1);
        assertThat(CALLS).hasSize(1);
        Call call = CALLS.getFirst();
        String id = call.headers().getFirst("webhook-id");
        long time = Long.parseLong(call.headers().getFirst("webhook-timestamp"));
        assertThat(id).isEqualTo(webhook.path("job").asText());
        assertThat(Instant.ofEpochSecond(time))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(call.headers().getFirst("webhook-signature"))
                .isEqualTo(new WebhookSignature(SECRET.getBytes(StandardCharsets.UTF_8)).of(id, time, call.body()));
        assertThat(call.body()).contains("\"type\":\"job.cancelled\"", id);
    }

    @Test
    void whoDoesNotAcceptIsCalledSomeTimesAndThenGivenUp() {
        JsonNode webhook = called("/bad", true);
        assertThat(webhook.path("state").asText()).isEqualTo("GIVEN_UP");
        assertThat(webhook.path("attempts").asInt()).isEqualTo(1 + AT_ONCE.size());
        assertThat(webhook.path("said").asText()).contains("500");
    }

    @Test
    void aRedirectIsNotFollowed() {
        CALLS.clear();
        assertThat(called("/moved", true).path("said").asText()).contains("307");
        assertThat(CALLS).hasSize(1 + AT_ONCE.size());
    }

    @Test
    void aNameThatLeadsToThisComputerIsNotCalled() {
        CALLS.clear();
        JsonNode webhook = called("/good", false);
        assertThat(webhook.path("state").asText()).isEqualTo("GIVEN_UP");
        assertThat(webhook.path("said").asText()).contains("not public");
        assertThat(CALLS).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/hook",
                "https://example.com/hook",
                "https://a.example.com:8443/hook",
                "https://a.example.com@evil.example/",
                "https://me:secret@a.example.com/",
                "ftp://a.example.com/",
                "file:///etc/passwd",
                "http://169.254.169.254/latest/meta-data/",
                "https://[::1]/",
                "nonsense"
            })
    void otherHostsPortsAndSchemesAreRefusedAtOnce(String url) {
        HttpResponse<String> answer = submit(server, url);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(UploadTest.json(answer).path("field").asText()).isEqualTo("Webhook-Url");
    }

    @Test
    void withoutAnAllowedHostThereAreNone() {
        try (WebServer plain = FRONTEND.another(Map.of())) {
            HttpResponse<String> answer = submit(plain, "https://a.example.com/");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("WEBHOOK_HOSTS");
        }
        assertThatThrownBy(() -> FRONTEND.another(Map.of("WEBHOOK_HOSTS", "example.com")))
                .hasMessageContaining("WEBHOOK_SECRET");
    }
}
