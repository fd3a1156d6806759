package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What viewers, reviewers and owners may do, what their pages offer, and what the trail tells of it. */
class RolesTest {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();
    /** More than is answered at once, so that it waits for workers that never come. */
    private static final String TABLE = "weight,year,metal\n" + "7.5,1950,silver\n".repeat(3_000);

    private static WebServer server;

    @BeforeAll
    static void start() {
        server = FRONTEND.another(Map.of(
                "USERS",
                "Olive:owner:" + hash() + ";Rita:reviewer:" + hash() + ";Vera:viewer:" + hash() + ";Vic:viewer:"
                        + hash()));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static String hash() {
        return Argon2Function.getInstance(1_024, 1, 1, 32, Argon2.ID)
                .hash("pass", "some salt of a test")
                .getResult();
    }

    private static HttpRequest.Builder as(String name, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", RunningFrontend.basic(name, "pass"));
    }

    private static String page(String name, String path) {
        HttpResponse<String> page = FRONTEND.send(as(name, path).header("Accept", "text/html"));
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    private static String submitted(String name) {
        return UploadTest.json(FRONTEND.send(as(name, "/api/v1/prototypes/coins/jobs")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(TABLE))))
                .path("id")
                .asText();
    }

    private static int cancel(String name, String path) {
        return FRONTEND.send(as(name, path + "/cancel").POST(BodyPublishers.noBody()))
                .statusCode();
    }

    private static int correct(String name, String method, String id, String body) {
        return FRONTEND.send(as(name, "/api/v1/predictions/" + id + "/correction")
                        .method(method, BodyPublishers.ofString(body)))
                .statusCode();
    }

    @Test
    void viewersLookAtReviewsAndReviewersMakeThem() {
        String id = ReviewTest.answered("rolescall1");
        assertThat(correct("Vera", "PUT", id, "{}")).isEqualTo(403);
        assertThat(correct("Vera", "DELETE", id, "")).isEqualTo(403);
        assertThat(correct("Rita", "PUT", id, "{}")).isEqualTo(200);
        String review = "/prototypes/coins/review?at=" + id;
        assertThat(page("Vera", review)).contains("data-judges=\"false\"", "is for reviewers and owners");
        assertThat(page("Rita", review)).contains("data-judges=\"true\"").doesNotContain("is for reviewers and owners");
        for (String path : List.of("/prototypes/coins/answers/" + id, "/prototypes/coins/history?who=everybody")) {
            assertThat(page("Vera", path)).doesNotContain("data-judge");
            assertThat(page("Rita", path)).contains("href=\"" + review + "\"");
        }
    }

    @Test
    void aJobIsCancelledByWhoseItIsAndByOwners() {
        String first = submitted("Vera");
        for (String name : List.of("Vic", "Rita")) {
            assertThat(cancel(name, "/api/v1/jobs/" + first)).as(name).isEqualTo(403);
            assertThat(cancel(name, "/jobs/" + first)).as(name).isEqualTo(403);
            assertThat(page(name, "/jobs/" + first))
                    .doesNotContain("data-cancel")
                    .contains("Only Vera and owners");
        }
        for (String name : List.of("Vera", "Olive")) {
            assertThat(page(name, "/jobs/" + first)).contains("data-cancel").doesNotContain("data-may-not");
        }
        assertThat(cancel("Vera", "/jobs/" + first)).isEqualTo(303);
        String second = submitted("Vera");
        assertThat(cancel("Olive", "/api/v1/jobs/" + second)).isEqualTo(200);
    }

    @Test
    void theTrailTellsWhatEachChangeChanged() {
        String job = submitted("Vera");
        assertThat(cancel("Vera", "/jobs/" + job)).isEqualTo(303);
        JsonNode cancelled = change("POST /jobs/{job}/cancel", "/jobs/" + job + "/cancel");
        assertThat(cancelled.path("before").asText()).contains(job, "QUEUED");
        assertThat(cancelled.path("after").asText()).contains(job, "CANCELLED");

        HttpResponse<String> again = FRONTEND.send(as("Vera", "/jobs/" + job + "/again")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("version=" + FRONTEND.version("coins"))));
        String made = again.headers().firstValue("Location").orElseThrow().substring("/jobs/".length());
        assertThat(change("POST /jobs/{job}/again", "/jobs/" + job + "/again")
                        .path("after")
                        .asText())
                .contains(made);
        FRONTEND.jobs().cancel(made);

        String id = ReviewTest.answered("rolescall2");
        String subject = "/api/v1/predictions/" + id + "/correction";
        correct("Rita", "PUT", id, "{\"outputs\":{\"verdict\":\"spend\"},\"comment\":\"worn\"}");
        JsonNode corrected = change("PUT /api/v1/predictions/{prediction}/correction", subject);
        assertThat(corrected.path("before").asText()).isEmpty();
        assertThat(corrected.path("after").asText()).contains("corrected", "\"verdict\":\"spend\"", "worn");
        correct("Rita", "DELETE", id, "");
        JsonNode undone = change("DELETE /api/v1/predictions/{prediction}/correction", subject);
        assertThat(undone.path("before").asText()).contains("spend");
        assertThat(undone.path("after").asText()).isEmpty();
    }

    private static JsonNode change(String action, String subject) {
        JsonNode changes =
                UploadTest.json(FRONTEND.send(as("Olive", "/api/v1/audit"))).path("changes");
        return StreamSupport.stream(changes.spliterator(), false)
                .filter(change -> change.path("action").asText().equals(action)
                        && change.path("subject").asText().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + action + " of " + subject + " in " + changes));
    }
}
