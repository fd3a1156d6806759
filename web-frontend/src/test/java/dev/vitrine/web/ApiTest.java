package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ApiTest {
    private static final String TABLE = "weight,year,metal\n7.5,1950,silver\n";

    private final RunningFrontend frontend = RunningFrontend.get();

    @Test
    void prototypesSayWhatTheyTakeAndGive() {
        JsonNode json = UploadTest.json(frontend.send(frontend.api("/api/v1/prototypes/coins")));
        assertThat(json.path("inputs").path(0).path("name").asText()).isEqualTo("weight");
        assertThat(json.path("inputs").path(0).path("max").asDouble()).isEqualTo(50);
        assertThat(json.path("outputs").path(0).path("values").path(1).asText()).isEqualTo("spend");
        JsonNode list = UploadTest.json(frontend.send(frontend.api("/api/v1/prototypes")));
        assertThat(list.path("prototypes")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404",
        "GET, /api/v1/prototypes/none, 404",
        "GET, /api/v1/jobs/none, 404",
        "DELETE, /api/v1/jobs, 405",
        "GET, /api/v1/jobs?state=SLEEPING, 400",
        "GET, /api/v1/jobs/none/results.csv, 404"
    })
    void whatIsNotThereIsAProblemDocument(String method, String path, int status) {
        HttpResponse<String> answer =
                frontend.send(frontend.api(path).method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(UploadTest.json(answer).path("remedy").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nonsense                                                  | 400 | not JSON",
                "{\"rows\":[]}                                             | 400 | 'rows'",
                "{\"inputs\":[]}                                           | 400 | 1 to 1000",
                "{\"inputs\":[{\"wieght\":1}]}                             | 422 | weight",
                "{\"columns\":[\"weight\"],\"inputs\":[[1]]}               | 422 | 'year' is missing",
                "{\"columns\":[\"weight\",\"year\",\"metal\"],\"inputs\":[[1]]} | 400 | 1 values for 3 columns"
            })
    void aQuestionThatCannotBeAskedIsExplained(String body, int status, String sentence) {
        HttpResponse<String> answer = frontend.send(frontend.api("/api/v1/prototypes/coins/predictions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(UploadTest.json(answer).path("detail").asText()).contains(sentence);
    }

    @Test
    void aFunctionThatIsMissingIsSaidInPlainWords() {
        HttpResponse<String> answer = frontend.send(frontend.api("/api/v1/prototypes/coins/predictions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"inputs\":[{\"weight\":7.5,\"year\":1950,\"metal\":\"silver\"}]}")));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(UploadTest.json(answer).path("title").asText()).isEqualTo("No answer came");
    }

    @Test
    void aJobIsListedFoundAndCancelled() {
        String id = submit();
        JsonNode list = UploadTest.json(frontend.send(frontend.api("/api/v1/jobs?prototype=coins")));
        assertThat(list.path("jobs").findValuesAsText("id")).contains(id);
        JsonNode found = UploadTest.json(frontend.send(frontend.api("/api/v1/jobs/" + id)));
        assertThat(found.path("owner").asText()).isEqualTo("Ada");
        assertThat(found.path("columns")).hasSize(3);
        JsonNode cancelled = UploadTest.json(frontend.send(
                frontend.api("/api/v1/jobs/" + id + "/cancel").POST(HttpRequest.BodyPublishers.noBody())));
        assertThat(cancelled.path("state").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void eventsTellTheStateAtOnceAndEachChange() throws IOException {
        String id = submit();
        URLConnection stream = URI.create(frontend.twinAddress() + "/api/v1/events?job=" + id)
                .toURL()
                .openConnection();
        stream.setRequestProperty("Authorization", RunningFrontend.basic("Ada", RunningFrontend.PASSWORD));
        stream.setReadTimeout(20_000);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(nextState(lines)).isEqualTo("RUNNING");
            frontend.jobs().cancel(id);
            assertThat(nextState(lines)).isEqualTo("CANCELLED");
        }
    }

    @Test
    void whoConnectsAgainElsewhereGetsWhatHasChangedSince() throws IOException {
        String quiet = submit();
        String busy = submit();
        String last;
        try (BufferedReader lines = events(frontend.twinAddress() + "/api/v1/events", "")) {
            last = idOf(lines, busy);
            assertThat(Long.parseLong(last)).isPositive();
        }
        try (BufferedReader open = events(frontend.address() + "/api/v1/events", "")) {
            idOf(open, busy);
            frontend.jobs().cancel(busy);
            String changed = idOf(open, busy);
            // Far enough from the other's last change that clocks need no overlap.
            String later = Long.toString(Long.parseLong(changed) + 5_000);
            try (BufferedReader lines = events(frontend.address() + "/api/v1/events?lastEventId=" + later, "")) {
                frontend.jobs().cancel(quiet);
                assertThat(job(lines)).isEqualTo(quiet);
            }
            try (BufferedReader lines = events(frontend.address() + "/api/v1/events", last)) {
                Set<String> missed = new HashSet<>(Set.of(quiet, busy));
                while (!missed.isEmpty()) {
                    missed.remove(job(lines));
                }
            }
        }
    }

    private BufferedReader events(String address, String lastId) throws IOException {
        URLConnection stream = URI.create(address).toURL().openConnection();
        stream.setRequestProperty("Authorization", RunningFrontend.basic("Ada", RunningFrontend.PASSWORD));
        if (!lastId.isEmpty()) {
            stream.setRequestProperty("Last-Event-ID", lastId);
        }
        stream.setReadTimeout(20_000);
        return new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Reads to the next event of a job; its id. */
    private static String idOf(BufferedReader lines, String job) throws IOException {
        String id = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: {\"id\":\"" + job)) {
                return id;
            }
        }
        throw new IOException("the stream ended");
    }

    /** The job of the next event. */
    private static String job(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: {\"id\":\"")) {
                return line.split("\"", 5)[3];
            }
        }
        throw new IOException("the stream ended");
    }

    private static String nextState(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: {\"id\"")) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        return Json.MAPPER
                .readTree(String.valueOf(line).substring(6))
                .path("state")
                .asText();
    }

    @Test
    void healthNeedsNoPasswordAndMetricsDo() {
        assertThat(frontend.send(frontend.bare("/health")).statusCode()).isEqualTo(200);
        assertThat(frontend.send(frontend.bare("/metrics")).statusCode()).isEqualTo(401);
        assertThat(frontend.send(frontend.api("/metrics")).body())
                .contains("vitrine_http_requests_total{method=\"GET\",route=\"/health\",status=\"200\"}");
    }

    @Test
    void pagesShowEveryPartOfAPrototypeAndOfAJob() {
        String id = submit();
        Stream.of(
                        "/",
                        "/prototypes/coins",
                        "/prototypes/coins/batch",
                        "/prototypes/coins/history",
                        "/jobs",
                        "/jobs/" + id)
                .forEach(path -> {
                    HttpResponse<String> page = frontend.send(frontend.api(path).header("Accept", "text/html"));
                    assertThat(page.statusCode()).as(path).isEqualTo(200);
                    assertThat(page.body()).as(path).contains("Is this coin worth keeping?", "</html>");
                });
        HttpResponse<String> about =
                frontend.send(frontend.api("/prototypes/coins/about").header("Accept", "text/html"));
        assertThat(about.body())
                .contains("<strong>collector</strong>", "<td>gold</td>")
                .doesNotContain("<script>alert");
        HttpResponse<String> missing =
                frontend.send(frontend.api("/prototypes/none").header("Accept", "text/html"));
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("There is no prototype 'none'", "</html>");
    }

    @Test
    void theTemplateHasTheHeaderAndSomeExamples() {
        assertThat(frontend.send(frontend.api("/prototypes/coins/template.csv")).body())
                .isEqualTo("weight,year,metal,note\r\n7.5,1950,silver,\r\n3.1,1999,copper,\"worn, but whole\"\r\n");
    }

    @Test
    void filledFormsAreCheckedFieldByField() {
        HttpResponse<String> answer = frontend.send(frontend.api("/prototypes/coins/check")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("weight=70&year=1950&metal=tin")));
        JsonNode problems = UploadTest.json(answer);
        assertThat(problems.path("weight").asText()).contains("maximum 50");
        assertThat(problems.path("metal").asText()).contains("gold");
        assertThat(problems.has("year")).isFalse();
    }

    private String submit() {
        HttpResponse<String> answer = frontend.upload(TABLE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return UploadTest.json(answer).path("id").asText();
    }
}
