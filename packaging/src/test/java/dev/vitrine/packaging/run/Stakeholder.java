package dev.vitrine.packaging.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One scripted person: signs in, looks at pages, predicts, uploads, follows jobs, with pauses as people make them. */
final class Stakeholder implements Runnable {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" (?:value|content)=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final String QUESTION =
            "{\"inputs\":[{\"variance\":3.6216,\"skewness\":8.6661,\"curtosis\":-2.8073,\"entropy\":-0.44699}]}";
    private static final String TABLE =
            "variance,skewness,curtosis,entropy\n" + "3.6216,8.6661,-2.8073,-0.44699\n".repeat(20);
    /** People do not come at the same instant. */
    private static final Duration APART = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final URI web;
    private final String password;
    private final CrowdReport report;
    private final long endNanos;
    private final Random chance;
    private final HttpClient http;
    private final Duration arrival;
    private final Map<String, String> cookies = new HashMap<>();
    private String token = "";

    /** @param http shared by all, who keep their cookies themselves: a client of each would cost more than what it asks */
    Stakeholder(HttpClient http, URI web, String password, CrowdReport report, long endNanos, int number) {
        this.http = http;
        this.arrival = APART.multipliedBy(number);
        this.web = web;
        this.password = password;
        this.report = report;
        this.endNanos = endNanos;
        this.chance = new Random(number);
    }

    @Override
    public void run() {
        try {
            LockSupport.parkNanos(arrival.toNanos());
            signIn();
            while (System.nanoTime() < endNanos) {
                act();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + chance.nextInt(1_400)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            report.error("a stakeholder gave up: " + e);
        }
    }

    private void signIn() throws InterruptedException {
        String form = token(send(request("/sign-in"), "sign-in").body());
        send(
                request("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("csrf=" + form + "&name=Person&next=%2F&password="
                                + URLEncoder.encode(password, StandardCharsets.UTF_8))),
                "sign-in");
        token = token(send(request("/"), "page").body());
    }

    private void act() throws InterruptedException {
        int what = chance.nextInt(100);
        if (what < 35) {
            String[] pages = {
                "/", "/prototypes/banknote", "/prototypes/banknote/batch", "/jobs", "/prototypes/digits/about"
            };
            send(request(pages[chance.nextInt(pages.length)]), "page");
        } else if (what < 88) {
            long start = System.nanoTime();
            if (send(posting("/api/v1/prototypes/banknote/predictions", "application/json", QUESTION), "prediction")
                            .statusCode()
                    == 200) {
                report.predicted(System.nanoTime() - start);
            }
        } else if (what < 94) {
            HttpResponse<String> submitted =
                    send(posting("/api/v1/prototypes/banknote/jobs", "text/csv", TABLE), "job");
            Matcher id = ID.matcher(submitted.body());
            if (submitted.statusCode() == 202 && id.find()) {
                report.submitted(id.group(1));
            }
        } else {
            follow();
        }
    }

    private HttpRequest.Builder posting(String path, String type, String body) {
        return request(path)
                .header("Content-Type", type)
                .header("X-CSRF-Token", token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
    }

    /** Reads the first events of the stream, then goes on to something else, as who leaves a page. */
    private void follow() throws InterruptedException {
        try {
            HttpResponse<InputStream> answer = http.send(
                    request("/api/v1/events")
                            .setHeader("Cookie", String.join("; ", cookies.values()))
                            .build(),
                    BodyHandlers.ofInputStream());
            try (InputStream events = answer.body()) {
                int status = answer.statusCode();
                String begin = new String(events.readNBytes(12), StandardCharsets.UTF_8);
                if (isOfBalancer(status)) {
                    report.turnedAway();
                } else if (status == 200 && begin.contains(":")) {
                    report.stream();
                } else {
                    report.error("event stream: " + status + " " + begin);
                }
            }
        } catch (IOException e) {
            report.cut();
        }
    }

    /** Whether the load balancer answers by itself, since no replica did. */
    private static boolean isOfBalancer(int status) {
        return status >= 502 && status <= 504;
    }

    /** Sends, and sends again when the replica was ended meanwhile, as browsers and clients do. */
    private HttpResponse<String> send(HttpRequest.Builder request, String what) throws InterruptedException {
        String trouble = "";
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; attempt == 0 || System.nanoTime() < end; attempt++) {
            try {
                HttpResponse<String> answer = http.send(
                        request.setHeader("Cookie", String.join("; ", cookies.values()))
                                .build(),
                        BodyHandlers.ofString());
                keepCookies(answer);
                boolean signedOut = answer.statusCode() == 401
                        || answer.headers().firstValue("Location").orElse("").contains("sign-in");
                if (signedOut) {
                    report.signedOut();
                }
                if (answer.statusCode() < 400) {
                    report.answered();
                    return answer;
                }
                trouble = answer.statusCode() + " "
                        + answer.body().lines().limit(1).findFirst().orElse("");
                if (!isOfBalancer(answer.statusCode())) {
                    break;
                }
                report.turnedAway();
            } catch (IOException e) {
                trouble = e.toString();
                report.cut();
            }
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_PAUSE_MILLIS, 250L << Math.min(attempt, 4))));
        }
        report.error(what + ": " + trouble);
        throw new IllegalStateException(what + ": " + trouble);
    }

    private void keepCookies(HttpResponse<?> answer) {
        for (String set : answer.headers().allValues("Set-Cookie")) {
            String cookie = set.split(";", 2)[0];
            cookies.put(cookie.split("=", 2)[0], cookie);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(web.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html, application/json");
    }

    private static String token(String page) {
        Matcher token = TOKEN.matcher(page);
        if (!token.find()) {
            throw new IllegalStateException("a page without a token");
        }
        return token.group(1);
    }
}
