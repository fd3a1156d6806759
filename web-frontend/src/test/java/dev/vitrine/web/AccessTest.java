package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.web.access.Gate;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" (?:value|content)=\"([^\"]+)\"");

    private final RunningFrontend frontend = RunningFrontend.get();

    record Session(String cookie, String token) {}

    @Test
    void pagesSendStrangersToSignInAndBack() {
        HttpResponse<String> answer =
                frontend.send(frontend.bare("/prototypes/coins").header("Accept", "text/html"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in?next=%2Fprototypes%2Fcoins");
    }

    @Test
    void aLinkWithAQueryOutlivesTheSession() {
        String link = "/jobs/compare?job=a1&job=b-2&was=%C3%A9%20x";
        HttpResponse<String> answer = frontend.send(frontend.bare(link).header("Accept", "text/html"));
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/sign-in?next=%2Fjobs%2Fcompare%3Fjob%3Da1%26job%3Db-2%26was%3D%25C3%25A9%2520x");
        HttpResponse<String> form = frontend.send(
                frontend.bare(answer.headers().firstValue("Location").orElseThrow()));
        assertThat(form.body()).contains("value=\"" + link.replace("&", "&amp;") + "\"");
        HttpResponse<String> in = frontend.send(signInRequest(form, "Grace", RunningFrontend.PASSWORD, link));
        assertThat(in.headers().firstValue("Location")).hasValue(link);
        for (String foreign : List.of(
                "//evil.example/?x=1",
                "https://evil.example/",
                "/\\evil.example",
                "/jobs?a=\"><script>",
                "/jobs?a\r\nSet-Cookie: b",
                "/jobs?" + "a".repeat(3_000))) {
            assertThat(frontend.send(signInRequest(form, "Grace", RunningFrontend.PASSWORD, foreign))
                            .headers()
                            .firstValue("Location"))
                    .as(foreign)
                    .hasValue("/");
        }
    }

    @Test
    void programsGetAChallenge() {
        HttpResponse<String> answer = frontend.send(frontend.bare("/api/v1/prototypes"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(UploadTest.json(answer).path("remedy").asText()).contains("HTTP Basic");
    }

    @Test
    void aSessionOpensPagesAtEveryFrontend() {
        Session session = signIn("Grace");
        HttpResponse<String> page =
                frontend.send(HttpRequest.newBuilder(java.net.URI.create(frontend.twinAddress() + "/"))
                        .header("Cookie", session.cookie()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Grace", "Is this coin worth keeping?");
    }

    @Test
    void theCookieIsHiddenFromScriptsAndOtherSites() {
        HttpResponse<String> answer = post("Hopper", RunningFrontend.PASSWORD);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith(Gate.COOKIE + "=").contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void aWrongPasswordIsToldAndSlowedDown() {
        HttpResponse<String> answer = post("Mallory", "wrong");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("This password is not right").contains("value=\"Mallory\"");
        for (int i = 0; i < 8; i++) {
            answer = post("Mallory", "wrong");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(post("Somebody else", RunningFrontend.PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void aTamperedSessionIsNone() {
        Session session = signIn("Trent");
        String forged = session.cookie().substring(0, session.cookie().length() - 4) + "AAAA";
        HttpResponse<String> page = frontend.send(frontend.bare("/").header("Cookie", forged));
        assertThat(page.statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionChangesNothingWithoutItsToken() {
        Session session = signIn("Peggy");
        HttpRequest.Builder request = frontend.bare("/prototypes/coins/check")
                .header("Cookie", session.cookie())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("weight=1"));
        assertThat(frontend.send(request).statusCode()).isEqualTo(403);
        HttpResponse<String> answer = frontend.send(request.header(Gate.TOKEN_HEADER, session.token()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("year");
    }

    @Test
    void aRequestFromAnotherSiteIsRefusedEvenWithThePassword() {
        HttpResponse<String> answer = frontend.send(frontend.api("/api/v1/prototypes/coins/predictions")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "/a?b=javascript:alert(1)"})
    void signInLeadsToNoOtherSite(String next) {
        HttpResponse<String> form = frontend.send(frontend.bare("/sign-in"));
        HttpResponse<String> answer = frontend.send(signInRequest(form, "Eve", RunningFrontend.PASSWORD, next));
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
    }

    @Test
    void everyPageForbidsForeignScriptsAndFrames() {
        HttpResponse<String> page = frontend.send(frontend.bare("/sign-in"));
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.body()).doesNotContain("style=").doesNotContain("onclick");
    }

    /** The cookie of somebody who signed in at the first frontend. */
    static String session(String name) {
        return new AccessTest().signIn(name).cookie();
    }

    Session signIn(String name) {
        HttpResponse<String> answer = post(name, RunningFrontend.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(303);
        String cookie = answer.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith(Gate.COOKIE))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
        HttpResponse<String> page = frontend.send(frontend.bare("/").header("Cookie", cookie));
        return new Session(cookie, token(page));
    }

    private HttpResponse<String> post(String name, String password) {
        return frontend.send(signInRequest(frontend.send(frontend.bare("/sign-in")), name, password, "/"));
    }

    private HttpRequest.Builder signInRequest(HttpResponse<String> form, String name, String password, String next) {
        String cookie = form.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return frontend.bare("/sign-in")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("csrf=" + token(form) + "&name=" + encoded(name)
                        + "&password=" + encoded(password) + "&next=" + encoded(next)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String token(HttpResponse<String> page) {
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        return token.group(1);
    }
}
