package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.web.access.Gate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What attackers try. Beside it: sign-in and sessions in AccessTest, another person's job in PeopleTest, requests to inner
 * addresses in WebhookTest, inflating workbooks in TableFormatTest, too
 * much and too often in LimitsTest, guessed ids in IdempotencyTest.
 */
class SecurityTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final Pattern ROUTE = Pattern.compile("routes\\.(get|post|put|delete|patch)\\(\"([^\"]+)\"");
    private static final List<String> OPEN = List.of("/sign-in", "/health", "/v2/health/", "/favicon.ico", "/assets/");

    private final RunningFrontend frontend = RunningFrontend.get();

    private record Route(String method, String path) {}

    /** Every address that is written down as one, with something for its parameters. */
    private static List<Route> routes() {
        try {
            return ROUTE.matcher(Files.readString(Path.of("src/main/java/dev/vitrine/web/Routes.java")))
                    .results()
                    .map(found -> new Route(
                            found.group(1).toUpperCase(java.util.Locale.ROOT),
                            found.group(2).replace("{prototype}", "coins").replaceAll("\\{\\w+}", "none")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingButWhatIsOpenIsServedToStrangers() {
        assertThat(routes()).hasSizeGreaterThan(30).allSatisfy(route -> {
            boolean open = OPEN.stream().anyMatch(route.path()::startsWith);
            HttpRequest.Builder request =
                    frontend.bare(route.path()).method(route.method(), BodyPublishers.ofString(""));
            if (!open) {
                assertThat(frontend.send(request).statusCode())
                        .as(route.toString())
                        .isIn(303, 401);
            }
        });
    }

    @Test
    void noSessionChangesAnythingWithoutItsTokenOrFromAnotherSite() {
        String session = AccessTest.session("Carol");
        List<Route> changing =
                routes().stream().filter(route -> !route.method().equals("GET")).toList();
        assertThat(changing).hasSizeGreaterThan(8).allSatisfy(route -> {
            if (route.path().equals("/sign-in")) {
                return;
            }
            assertThat(frontend.send(frontend.bare(route.path())
                                    .header("Cookie", session)
                                    .method(route.method(), BodyPublishers.ofString("")))
                            .statusCode())
                    .as(route + " without a token")
                    .isEqualTo(403);
            assertThat(frontend.send(frontend.api(route.path())
                                    .header("Sec-Fetch-Site", "cross-site")
                                    .method(route.method(), BodyPublishers.ofString("")))
                            .statusCode())
                    .as(route + " from another site")
                    .isEqualTo(403);
        });
    }

    @Test
    void moreThanASmallFrontendHoldsIsRefusedBeforeItIsTakenApart() {
        String numbers = "{\"inputs\":[" + "0.1,".repeat(600_000) + "0.1]}";
        String fields = "a&".repeat(600_000);
        for (String path : List.of(
                "POST /api/v1/prototypes/coins/predictions",
                "POST /v2/models/coins/infer",
                "POST /prototypes/coins/preview",
                "PUT /api/v1/predictions/" + ReviewTest.answered("largebodies") + "/correction")) {
            String[] route = path.split(" ", -1);
            assertThat(frontend.send(frontend.api(route[1])
                                    .header("Content-Type", "application/json")
                                    .method(route[0], BodyPublishers.ofString(numbers)))
                            .statusCode())
                    .as(path)
                    .isEqualTo(413);
        }
        for (String path : List.of("/prototypes/coins", "/prototypes/coins/check", "/prototypes/coins/what-if")) {
            HttpRequest.Builder form = frontend.api(path).header("Content-Type", "application/x-www-form-urlencoded");
            assertThat(frontend.send(form.copy().POST(BodyPublishers.ofString(fields)))
                            .statusCode())
                    .as(path)
                    .isEqualTo(413);
            assertThat(frontend.send(
                                    form.copy().POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("weight=1"))))
                            .statusCode())
                    .as(path + " of unknown length")
                    .isEqualTo(411);
        }
        assertThat(frontend.send(frontend.bare("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("name=" + "x".repeat(20_000))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whoeverStillSendsHearsOfTheRefusal() throws IOException {
        URI address = URI.create(frontend.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write("""
                    POST /api/v1/prototypes/coins/predictions HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 12000000\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            for (int sent = 0; sent < 12; sent++) {
                out.write(new byte[1_000_000]);
            }
            out.write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200");
        }
    }

    @Test
    void everyAnswerKeepsTheBrowserFromForeignAndInlineCode() {
        assertThat(routes()).allSatisfy(route -> {
            if (route.path().equals("/api/v1/events")) {
                return;
            }
            HttpResponse<String> answer = frontend.send(frontend.api(route.path())
                    .header("Accept", "text/html")
                    .method(route.method(), BodyPublishers.ofString("")));
            assertThat(answer.statusCode()).as(route.toString()).isLessThan(500);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(route.toString())
                    .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*", "http");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                assertThat(answer.body())
                        .as(route.toString())
                        .doesNotContain("<script>", " style=\"", " onclick=", " onload=", "javascript:");
            }
        });
    }

    @Test
    void behindHttpsCookiesAreSentByHttpsAlone() {
        HttpResponse<String> form = frontend.send(frontend.bare("/sign-in").header("X-Forwarded-Proto", "https"));
        assertThat(form.headers().firstValue("Set-Cookie").orElse("")).contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(form.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void noSessionCanBeMadeUp() {
        String session = AccessTest.session("Ted").substring(Gate.COOKIE.length() + 1);
        String[] parts = session.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = base64(claims.replace("Ted", "Eve"));
        for (String forged : List.of(
                parts[0] + "." + other + "." + parts[2],
                base64("{\"alg\":\"none\"}") + "." + other + ".",
                base64("{\"alg\":\"HS512\"}") + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                "x".repeat(5_000))) {
            assertThat(frontend.send(frontend.bare("/api/v1/prototypes").header("Cookie", Gate.COOKIE + "=" + forged))
                            .statusCode())
                    .as(forged)
                    .isEqualTo(401);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/x/..%2f..%2fapp.css",
                "/assets/x/%2e%2e/%2e%2e/logback.xml",
                "/assets/x/../../logback.xml",
                "/assets/x/..%5c..%5clogback.xml",
                "/assets/x/%00app.css",
                "/prototypes/..%2f..%2fetc",
                "/api/v1/jobs/..%2f..%2fetc%2fpasswd",
                "/api/v1/jobs/..;/results.csv",
                "//etc/passwd"
            })
    void noPathLeadsOutOfWhatIsServed(String path) {
        HttpResponse<String> answer = frontend.send(frontend.api(path));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(300, 499);
        assertThat(answer.body()).doesNotContain("root:", "<configuration");
    }

    @Test
    void textsOfPeopleAndFilesAreShownAsTexts() {
        String file =
                "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../" + MARKUP.replace("\"", "")
                        + ".csv\"\r\nContent-Type: text/csv\r\n\r\nweight,year,metal," + MARKUP + "\n" + MARKUP
                        + ",1950,silver,\"" + MARKUP + "\"\n7.5,1950," + MARKUP + ",x\n\r\n--xyz--\r\n";
        JsonNode job = UploadTest.json(frontend.send(as(MARKUP, "/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.ofString(file))));
        String id = job.path("id").asText();
        assertThat(id).as(job.toString()).isNotEmpty();
        assertThat(job.path("source").asText()).doesNotContain("/").contains("onerror");
        String odd = URLEncoder.encode("\"><script>alert(1)</script>", StandardCharsets.UTF_8);
        for (String path : List.of(
                "/",
                "/jobs",
                "/jobs/" + id,
                "/audit",
                "/docs",
                "/jobs?state=" + odd,
                "/jobs?cursor=" + odd,
                "/jobs?prototype=" + odd,
                "/jobs/" + odd,
                "/prototypes/" + odd,
                "/prototypes/coins?" + odd + "=" + odd,
                "/prototypes/coins?weight=" + odd + "&metal=" + odd + "&note=" + odd,
                "/prototypes/coins/batch",
                "/prototypes/coins/history",
                "/prototypes/coins/about",
                "/sign-in?next=" + odd,
                "/" + odd)) {
            String page = frontend.send(as(MARKUP, path).header("Accept", "text/html"))
                    .body();
            assertThat(page).as(path).doesNotContain("<img src=x", "<script>alert", "\"><script");
        }
        assertThat(frontend.send(as(MARKUP, "/jobs/" + id).header("Accept", "text/html"))
                        .body())
                .contains("&lt;img src=x");
    }

    private HttpRequest.Builder as(String name, String path) {
        return frontend.bare(path).header("Authorization", RunningFrontend.basic(name, RunningFrontend.PASSWORD));
    }

    @Test
    void aNameIsNoFormulaInTheTrail() {
        frontend.send(as("=cmd|' /C calc'!A0", "/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("weight,year,metal\n7.5,1950,silver\n")));
        assertThat(frontend.send(frontend.api("/api/v1/audit.csv")).body())
                .contains("'=cmd|")
                .doesNotContain(",=cmd|");
    }
}
