package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.web.access.Gate;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What pages send for a person who is signed in, and what is asked of results and reviews, with some values that no page
 * would send: nothing is answered with a 5xx. Each request is good but for its odd values, so that those are looked at.
 */
@Timeout(3_600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzPagesTest {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();
    private static final int ROWS = 60;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private WebServer server;
    private String cookie = "";
    private String token = "";
    private List<Asked> all = List.of();

    FuzzPagesTest() {
        WebParts parts = FRONTEND.parts();
        server = RunningFrontend.another(
                Map.of(),
                FRONTEND.parts(
                        parts.results(),
                        new CoinPredictor(parts.catalog().served("coins").prototype())));
    }

    /**
     * A request with places for values, {@code {}} each.
     *
     * @param type of the body; empty where there is none
     * @param good a value for each place, in path and body, with which it is answered by the status
     */
    private record Asked(String method, String path, String type, String body, List<String> good, int status) {
        int places() {
            return good.size();
        }
    }

    @BeforeAll
    void signInAndDoJobs() {
        AccessTest.Session session = new AccessTest().signIn("Fay");
        cookie = session.cookie();
        token = session.token();
        StringBuilder table = new StringBuilder("note,weight,year,metal\n");
        IntStream.rangeClosed(1, ROWS).forEach(row -> table.append("n,")
                .append(row % 10 == 0 ? "heavy" : Integer.toString(row % 40))
                .append(",1900,gold\n"));
        String job = ResultsTest.done(table.toString(), 0);
        String other = ResultsTest.done(table.toString(), 0);
        String call = ReviewTest.answered("fuzzcall1");
        String version = FRONTEND.version("coins");
        List<Asked> asked = new ArrayList<>(posts(job, call, version));
        asked.addAll(reads(job, other));
        all = List.copyOf(asked);
    }

    @AfterAll
    void end() {
        server.close();
    }

    private static Asked get(String path, String... good) {
        return new Asked("GET", path, "", "", List.of(good), 200);
    }

    private static List<Asked> posts(String job, String call, String version) {
        String correction = "/api/v1/predictions/{}/correction";
        return List.of(
                new Asked(
                        "PUT",
                        correction,
                        JSON,
                        "{\"outputs\":{\"verdict\":{},\"value\":{}},\"comment\":{},\"verdict\":{}}",
                        List.of(job + "-3", "\"spend\"", "12", "\"worn\"", "\"corrected\""),
                        200),
                new Asked(
                        "PUT",
                        correction,
                        JSON,
                        "{\"verdict\":{},\"comment\":{}}",
                        List.of(call, "\"noted\"", "\"hm\""),
                        200),
                new Asked("DELETE", correction, "", "", List.of(job + "-3"), 200),
                new Asked(
                        "POST",
                        "/api/v1/jobs/" + job + "/mend",
                        JSON,
                        "{\"rows\":[{\"row\":{},\"cells\":[{},{},{},{}]},{\"row\":{},\"cells\":[\"m\",\"2\",\"1900\",\"gold\"]}]}",
                        List.of("10", "\"n\"", "\"7.5\"", "1900", "\"gold\"", "20"),
                        202),
                new Asked(
                        "POST",
                        "/prototypes/coins",
                        FORM,
                        "weight={}&year={}&metal={}&note={}&key={}",
                        List.of("7.5", "1950", "silver", "x", "aKey"),
                        200),
                new Asked(
                        "POST",
                        "/prototypes/coins/check",
                        FORM,
                        "weight={}&year={}&metal={}&note={}",
                        List.of("7.5", "1950", "silver", "x"),
                        200),
                new Asked(
                        "POST",
                        "/prototypes/coins/what-if",
                        FORM,
                        "vary={}&weight={}&year={}&metal={}&note={}",
                        List.of("weight", "7.5", "1950", "silver", "x"),
                        200),
                new Asked(
                        "POST",
                        "/prototypes/coins/answers/" + call + "/again",
                        FORM,
                        "version={}",
                        List.of(version),
                        303),
                new Asked(
                        "POST",
                        "/jobs/" + job + "/again",
                        FORM,
                        "version={}&key={}",
                        List.of(version, "akeythatisgood"),
                        303));
    }

    private static List<Asked> reads(String job, String other) {
        String items = "/prototypes/coins/review/items";
        return List.of(
                get(items + "?job={}&show={}&from={}&count={}", job, "all", "10", "50"),
                get(items + "?call={}&from={}&count={}", "fuzzcall1", "1", "1"),
                get("/prototypes/coins/review?job={}&at={}&show={}", job, "7", "disagreements"),
                get("/prototypes/coins/review?at={}", job + "-7"),
                get(
                        "/api/v1/jobs/" + job + "/rows?from={}&count={}&sort={}&order={}&column={}&find={}&rejected={}",
                        "0",
                        "50",
                        "value",
                        "desc",
                        "value",
                        ">= 0.1",
                        "0"),
                get("/api/v1/jobs/" + job + "/rejects?after={}&count={}", "2", "3"),
                get("/api/v1/prototypes/coins/corrections.csv?job={}", job),
                get("/jobs/compare?job={}&job={}&was={}&is={}", job, other, "keep", "spend"),
                get("/jobs/compare.csv?job={}&job={}", job, other),
                new Asked(
                        "GET",
                        "/prototypes/coins/review/picture?answer={}&field={}",
                        "",
                        "",
                        List.of(job + "-7", "weight"),
                        404),
                get("/prototypes/coins?from={}", "fuzzcall1-1"),
                get("/prototypes/coins/answers/fuzzcall1-1?before={}", "fuzzcall1-1"));
    }

    @Test
    void whatAPageSendsIsTaken() {
        for (Asked asked : all) {
            HttpResponse<String> answer = Fuzzing.answer(request(asked, asked.good()));
            assertThat(answer.statusCode())
                    .as(asked + " " + answer.body().lines().limit(5).toList())
                    .isEqualTo(asked.status());
        }
    }

    @Test
    void whatNoPageSendsIsAnswered() {
        Arbitrary<Tuple.Tuple2<Asked, List<String>>> requests =
                Arbitraries.of(all).flatMap(asked -> values(asked).map(values -> Tuple.of(asked, values)));
        Fuzzing.run(requests, made -> Fuzzing.judge(Fuzzing.answer(request(made.get1(), made.get2()))));
    }

    /** A good or an odd value for each place. */
    private static Arbitrary<List<String>> values(Asked asked) {
        Arbitrary<Optional<String>> path = Fuzzing.oddTexts().optional(0.4);
        Arbitrary<Optional<String>> body =
                asked.type().equals(JSON) ? Fuzzing.oddJson().optional(0.4) : path;
        int inPath = asked.path().split("\\{}", -1).length - 1;
        return Combinators.combine(path.list().ofSize(inPath), body.list().ofSize(asked.places() - inPath))
                .as((first, rest) -> {
                    List<String> values = new ArrayList<>();
                    for (Optional<String> one : first) {
                        values.add(one.orElse(asked.good().get(values.size())));
                    }
                    for (Optional<String> one : rest) {
                        values.add(one.orElse(asked.good().get(values.size())));
                    }
                    return values;
                });
    }

    private HttpRequest.Builder request(Asked asked, List<String> values) {
        List<String> left = new ArrayList<>(values);
        String path = filled(asked.path(), left, true);
        String body = filled(asked.body(), left, !asked.type().equals(JSON));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Cookie", cookie)
                .header(Gate.TOKEN_HEADER, token)
                .method(asked.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return asked.type().isEmpty() ? request : request.header("Content-Type", asked.type());
    }

    private static String filled(String template, List<String> values, boolean encoded) {
        StringBuilder filled = new StringBuilder();
        String[] parts = template.split("\\{}", -1);
        for (int i = 0; i < parts.length; i++) {
            filled.append(parts[i]);
            if (i < parts.length - 1) {
                String value = values.removeFirst();
                filled.append(encoded ? Fuzzing.encoded(value) : value);
            }
        }
        return filled.toString();
    }
}
