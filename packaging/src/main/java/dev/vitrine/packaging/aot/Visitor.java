package dev.vitrine.packaging.aot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Somebody who looks at the pages of a frontend and asks for an answer. */
record Visitor(URI frontend) {
    static final String PASSWORD = "rehearsal";

    private static final List<String> MUST_ANSWER = List.of("/health", "/sign-in", "/api/v1/prototypes");

    /** What they answer is their own business: a rehearsal is no test. */
    private static final List<String> LOOKED_AT = List.of(
            "/",
            "/prototypes/" + RehearsalMain.PROTOTYPE,
            "/prototypes/" + RehearsalMain.PROTOTYPE + "/batch",
            "/prototypes/" + RehearsalMain.PROTOTYPE + "/history",
            "/prototypes/" + RehearsalMain.PROTOTYPE + "/about",
            "/jobs",
            "/api/v1/jobs",
            "/metrics");

    void visit() throws IOException, InterruptedException, RecordingException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : MUST_ANSWER) {
                int status = send(client, request(path).build());
                if (status != 200) {
                    throw new RecordingException("The frontend answered " + path + " with status " + status + ".");
                }
            }
            for (String path : LOOKED_AT) {
                int ignored = send(client, request(path).build());
            }
            int ignored = send(
                    client,
                    request("/api/v1/prototypes/" + RehearsalMain.PROTOTYPE + "/predictions")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"inputs\":[{\"a\":1,\"b\":2,\"c\":3,\"d\":4}]}"))
                            .build());
        }
    }

    private HttpRequest.Builder request(String path) {
        String credentials = "rehearsal:" + PASSWORD;
        return HttpRequest.newBuilder(frontend.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private static int send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        return response.statusCode();
    }
}
