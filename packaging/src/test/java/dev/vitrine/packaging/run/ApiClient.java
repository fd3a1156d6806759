package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/** A program that uses the public API with HTTP Basic. */
public final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI web;
    private final String authorization;

    ApiClient(URI web, String password) {
        this(web, "tester", password);
    }

    public ApiClient(URI web, String name, String password) {
        this.web = web;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build(), BodyHandlers.ofString());
    }

    public JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return read(response.body());
    }

    Path download(String path, Path file) {
        HttpResponse<Path> response = send(request(path).GET().build(), BodyHandlers.ofFile(file));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** @param headers names and values in turn */
    HttpResponse<String> post(String path, String type, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", type).POST(body);
        return send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> tryPredict(String prototype, String json) {
        return post(
                "/api/v1/prototypes/" + prototype + "/predictions", "application/json", BodyPublishers.ofString(json));
    }

    JsonNode predict(String prototype, String json) {
        HttpResponse<String> response = tryPredict(prototype, json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return read(response.body());
    }

    /** Returns the job's id. */
    public String submit(String prototype, BodyPublisher csv) {
        HttpResponse<String> response = post("/api/v1/prototypes/" + prototype + "/jobs", "text/csv", csv);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return read(response.body()).path("id").asText();
    }

    /** Waits until the job is done; fails when that takes too long. */
    public JsonNode awaitDone(String job, Duration patience) {
        return await().atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> json("/api/v1/jobs/" + job), found -> Set.of("SUCCEEDED", "FAILED", "CANCELLED")
                        .contains(found.path("state").asText()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(web.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", authorization);
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
