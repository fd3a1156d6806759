package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.JobState;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.LoginLimiter;
import dev.vitrine.web.access.PasswordHash;
import dev.vitrine.web.access.People;
import dev.vitrine.web.access.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Named users, their roles, keys that are changed, and the trail of what they do. */
class PeopleTest {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();
    private static final String NEW_KEY = "ff".repeat(32);

    private static WebServer server;

    @BeforeAll
    static void start() {
        server = FRONTEND.another(Map.of(
                "USERS",
                "Ada:owner:" + hash("ada's own") + "\nGrace:viewer:" + hash("grace's own") + ";Edith:reviewer:oidc",
                "JOBS_VISIBLE",
                "own",
                "SESSION_KEY",
                NEW_KEY + ", " + RunningFrontend.SESSION_KEY));
    }

    /** As {@link PasswordHash#of}, but quick. */
    private static String hash(String password) {
        return Argon2Function.getInstance(1_024, 1, 1, 32, Argon2.ID)
                .hash(password, "some salt of a test")
                .getResult();
    }

    @Test
    void aPasswordIsHashedSlowlyEachTimeAnew() {
        String hash = PasswordHash.of("secret");
        assertThat(hash).startsWith("$argon2id$v=19$m=7168,t=5,p=1$").isNotEqualTo(PasswordHash.of("secret"));
        assertThat(new PasswordHash(hash).isOf("secret")).isTrue();
        assertThat(new PasswordHash(hash).isOf("Secret")).isFalse();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpRequest.Builder as(String name, String password, String path) {
        return request(path).header("Authorization", RunningFrontend.basic(name, password));
    }

    private static int status(HttpRequest.Builder request) {
        return FRONTEND.send(request).statusCode();
    }

    private static String submitted(String name, String password) {
        return submitted(name, password, 1);
    }

    private static String submitted(String name, String password, int rows) {
        return UploadTest.json(FRONTEND.send(as(name, password, "/api/v1/prototypes/coins/jobs")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("weight,year,metal\n" + "7.5,1950,silver\n".repeat(rows)))))
                .path("id")
                .asText();
    }

    @Test
    void namedUsersComeByTheirOwnPasswordAlone() {
        assertThat(status(as("Ada", "ada's own", "/api/v1/prototypes"))).isEqualTo(200);
        assertThat(status(as("ada", "ada's own", "/api/v1/prototypes"))).isEqualTo(200);
        assertThat(status(as("Ada", RunningFrontend.PASSWORD, "/api/v1/prototypes")))
                .isEqualTo(401);
        assertThat(status(as("Grace", "ada's own", "/api/v1/prototypes"))).isEqualTo(401);
        assertThat(status(as("Edith", "oidc", "/api/v1/prototypes"))).isEqualTo(401);
        assertThat(status(as("A guest", RunningFrontend.PASSWORD, "/api/v1/prototypes")))
                .isEqualTo(200);
    }

    @Test
    void whoSeesTheirOwnJobsAloneFindsThemOnTheReviewPageHoweverManyOthersAreNewer() {
        String own = submitted("Grace", "grace's own", 101);
        complete(own);
        List<String> others = Stream.generate(() -> submitted("Ada", "ada's own", 101))
                .limit(25)
                .toList();

        String page = FRONTEND.send(
                        as("Grace", "grace's own", "/prototypes/coins/review").header("Accept", "text/html"))
                .body();

        assertThat(page).contains(own).doesNotContain(others);
        others.forEach(FRONTEND.jobs()::cancel);
    }

    private static void complete(String id) {
        List<Claim> others = new ArrayList<>();
        while (!FRONTEND.jobs().find(id).orElseThrow().state().isDone()) {
            Claim claim = claim();
            if (!claim.job().id().equals(id)) {
                others.add(claim);
            } else {
                assertThat(FRONTEND.jobs().complete(claim, 0)).isTrue();
            }
        }
        others.forEach(FRONTEND.jobs()::release);
    }

    private static Claim claim() {
        return FRONTEND.jobs().claim("coins", "a test", Duration.ofSeconds(60)).orElseThrow();
    }

    @Test
    void guessingManyAtOnceGainsNothing() throws Exception {
        Semaphore looked = new Semaphore(0);
        LoginLimiter limiter = new LoginLimiter(Clock.systemUTC());
        List<Future<LoginLimiter.Attempt>> attempts = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String name = i % 2 == 0 ? "Ada" : "\uff21DA ";
                attempts.add(people.submit(() -> limiter.attempt("192.0.2.7", name, () -> {
                    looked.release();
                    return Optional.empty();
                })));
            }
        }
        assertThat(looked.availablePermits()).isEqualTo(8);
        for (Future<LoginLimiter.Attempt> attempt : attempts) {
            switch (attempt.get()) {
                case LoginLimiter.Attempt.Looked ignored ->
                    assertThat(ignored.known()).isEmpty();
                case LoginLimiter.Attempt.Refused refused ->
                    assertThat(refused.pause()).isPositive();
            }
        }
    }

    @Test
    void manyProgramsOfOnePersonMaySignInAtOnce() {
        LoginLimiter limiter = new LoginLimiter(Clock.systemUTC());
        Optional<People.Known> known = Optional.of(new People.Known("Ada", Role.OWNER, "proof"));
        List<Future<LoginLimiter.Attempt>> attempts = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                attempts.add(people.submit(() -> limiter.attempt("192.0.2.7", "Ada", () -> known)));
            }
        }
        assertThat(attempts).extracting(Future::resultNow).containsOnly(new LoginLimiter.Attempt.Looked(known));
    }

    @Test
    void nobodyCancelsAnothersJobHoweverTheAddressIsWritten() {
        try (WebServer open = FRONTEND.another(
                Map.of("USERS", "Ada:owner:" + hash("ada's own") + "\nGrace:viewer:" + hash("grace's own")))) {
            String job = submitted("Ada", "ada's own");
            for (String path : List.of("/api/v1/jobs/", "/jobs/")) {
                for (String end : List.of("/cancel", "/cancel/", "//cancel", "/cancel//", "/%63ancel")) {
                    HttpRequest.Builder request = HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + open.port() + path + job + end))
                            .header("Authorization", RunningFrontend.basic("Grace", "grace's own"))
                            .POST(BodyPublishers.noBody());
                    assertThat(status(request)).as(path + end).isIn(400, 403, 404);
                }
            }
            assertThat(FRONTEND.jobs().find(job).orElseThrow().state()).isNotEqualTo(JobState.CANCELLED);
        }
    }

    @Test
    void usersThatCannotBeReadAreNamedWithoutTheirHash() {
        assertThatThrownBy(() -> FRONTEND.another(Map.of("USERS", "Ada:king:$argon2id$x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'Ada'")
                .hasMessageContaining("owner")
                .hasMessageNotContaining("argon2id$x");
        assertThatThrownBy(() -> FRONTEND.another(Map.of("USERS", "Ada:owner:secret")))
                .hasMessageContaining("Argon2id")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aViewerNeitherSeesNorCancelsAnothersJobAndAnOwnerDoes() {
        String job = submitted("Ada", "ada's own");
        for (String path : new String[] {
            "",
            "/results.csv",
            "/results.json",
            "/results.jsonl",
            "/rows",
            "/summary",
            "/rejects",
            "/rejects.csv",
            "/webhook"
        }) {
            assertThat(status(as("Grace", "grace's own", "/api/v1/jobs/" + job + path)))
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : new String[] {job, job + "/again", "compare?job=" + job + "&job=x"}) {
            assertThat(status(as("Grace", "grace's own", "/jobs/" + path)))
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : new String[] {"/api/v1/jobs/" + job + "/mend", "/jobs/" + job + "/again"}) {
            assertThat(status(as("Grace", "grace's own", path).POST(BodyPublishers.ofString("{}"))))
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(FRONTEND.send(as("Grace", "grace's own", "/jobs")).body()).doesNotContain(job);
        assertThat(status(as("Grace", "grace's own", "/prototypes/coins/review/items?job=" + job)))
                .isEqualTo(404);
        assertThat(status(as("Grace", "grace's own", "/api/v1/prototypes/coins/corrections.csv?job=" + job)))
                .isEqualTo(403);
        assertThat(FRONTEND.send(as("Grace", "grace's own", "/api/v1/jobs?owner=Ada"))
                        .body())
                .doesNotContain(job);
        HttpRequest.Builder cancel =
                as("Grace", "grace's own", "/api/v1/jobs/" + job + "/cancel").POST(BodyPublishers.noBody());
        assertThat(status(cancel)).isEqualTo(404);
        assertThat(status(as("Ada", "ada's own", "/api/v1/jobs/" + job + "/cancel")
                        .POST(BodyPublishers.noBody())))
                .isEqualTo(200);
    }

    @Test
    @Timeout(120)
    void theEventsOfAViewerAreThoseOfTheirOwnJobs() throws Exception {
        String adas = submitted("Ada", "ada's own");
        String graces = submitted("Grace", "grace's own");
        try (HttpClient http = HttpClient.newHttpClient();
                Stream<String> events = http.send(
                                as("Grace", "grace's own", "/api/v1/events").build(), BodyHandlers.ofLines())
                        .body()) {
            assertThat(events.takeWhile(line -> !line.contains(graces)))
                    .as("what came before her own, which is younger")
                    .noneMatch(line -> line.contains(adas));
            http.shutdownNow();
        }
    }

    @Test
    void anAnswerIsSeenByWhoeverHasItsLinkAndItsReviewsByThoseWhoMay() {
        String answer = ReviewTest.answered(Ids.next(Clock.systemUTC()));
        String link = "/prototypes/coins/answers/" + answer;
        assertThat(status(as("Grace", "grace's own", link))).isEqualTo(200);
        assertThat(status(request(link))).as("a stranger").isIn(303, 401);
        assertThat(status(as("Grace", "grace's own", link.replaceFirst(".-1$", "~-1"))))
                .as("another link")
                .isEqualTo(404);
        assertThat(FRONTEND.send(as("Grace", "grace's own", "/prototypes/coins/history"))
                        .body())
                .as("she must have been given it")
                .doesNotContain(answer);
        String reviews = "/api/v1/predictions/" + answer + "/correction";
        assertThat(status(as("Grace", "grace's own", reviews))).isEqualTo(404);
        assertThat(status(as("Ada", "ada's own", reviews))).isEqualTo(200);
    }

    @Test
    void everyChangeIsInTheTrailThatOwnersAloneRead() {
        String job = submitted("Grace", "grace's own");
        FRONTEND.send(as("Ada", "ada's own", "/api/v1/jobs/" + job + "/cancel").POST(BodyPublishers.noBody()));
        assertThat(status(as("Grace", "grace's own", "/api/v1/audit"))).isEqualTo(403);
        JsonNode changes = UploadTest.json(FRONTEND.send(as("Ada", "ada's own", "/api/v1/audit")))
                .path("changes");
        assertThat(changes).anySatisfy(change -> {
            assertThat(change.path("who").asText()).isEqualTo("Ada");
            assertThat(change.path("subject").asText()).contains(job);
            assertThat(change.path("action").asText()).endsWith("/cancel");
            assertThat(change.path("before").asText()).contains(job, "state");
            assertThat(change.path("after").asText()).contains(job, "state");
        });
        assertThat(changes).anySatisfy(change -> {
            assertThat(change.path("who").asText()).isEqualTo("Grace");
            assertThat(change.path("after").asText()).contains(job);
        });
        assertThat(FRONTEND.send(as("Ada", "ada's own", "/api/v1/audit.csv")).body())
                .contains(job);
        assertThat(FRONTEND.send(as("Ada", "ada's own", "/audit").header("Accept", "text/html"))
                        .body())
                .contains(job, "</html>");
    }

    @Test
    void aSessionOfTheOldKeyIsGoodAndIsSignedAnew() {
        String old = AccessTest.session("Hedy");
        HttpResponse<String> page = FRONTEND.send(request("/").header("Cookie", old));
        assertThat(page.statusCode()).isEqualTo(200);
        String renewed = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertThat(renewed).startsWith(Gate.COOKIE).isNotEqualTo(old);
        HttpResponse<String> next = FRONTEND.send(request("/").header("Cookie", renewed));
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(status(FRONTEND.bare("/").header("Cookie", renewed))).isEqualTo(303);
    }
}
