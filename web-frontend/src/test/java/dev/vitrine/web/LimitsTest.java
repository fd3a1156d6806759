package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is too much or too often: long lines, packed bodies, guesses and hurry. */
class LimitsTest {
    private final RunningFrontend frontend = RunningFrontend.get();

    @Test
    void aLineOfAGigabyteIsRefusedWhileItStreams() {
        try (WebServer roomy = frontend.another(Map.of("MAX_UPLOAD_MB", "2000"))) {
            HttpResponse<String> answer = frontend.send(request(roomy, "/api/v1/prototypes/coins/jobs")
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofInputStream(() -> new Endless("weight,year,metal\n", 1L << 30))));
            assertThat(answer.statusCode()).as(answer.body()).isIn(413, 422);
            assertThat(UploadTest.json(answer).path("row").asInt()).isEqualTo(1);
        }
    }

    /** A beginning, then one letter again and again. */
    private static final class Endless extends InputStream {
        private final byte[] head;
        private final long length;
        private long at;

        Endless(String head, long length) {
            this.head = head.getBytes(StandardCharsets.UTF_8);
            this.length = length;
        }

        @Override
        public int read() {
            return at == length ? -1 : at < head.length ? head[(int) at++] : next();
        }

        private int next() {
            at++;
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int from, int wanted) {
            if (at < head.length || at == length) {
                return one(bytes, from);
            }
            int count = (int) Math.min(wanted, length - at);
            Arrays.fill(bytes, from, from + count, (byte) 'x');
            at += count;
            return count;
        }

        private int one(byte[] bytes, int from) {
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[from] = (byte) next;
            return 1;
        }
    }

    @Test
    void packedBodiesAreNotInflated() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[50_000_000]);
        }
        for (String path : List.of("/api/v1/prototypes/coins/predictions", "/v2/models/coins/infer")) {
            HttpResponse<String> answer = frontend.send(frontend.api(path)
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void guessingByBasicIsSlowedDown() {
        HttpRequest.Builder guess =
                frontend.bare("/api/v1/prototypes").header("Authorization", RunningFrontend.basic("Oscar", "guess"));
        for (int i = 0; i < 8; i++) {
            assertThat(frontend.send(guess).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> slowed = frontend.send(guess);
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        assertThat(frontend.send(as("Oscar", "/api/v1/prototypes")).statusCode())
                .as("even the right one, for a while")
                .isEqualTo(429);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        try (WebServer strict = frontend.another(Map.of("RATE_LIMIT", "5"))) {
            HttpResponse<String> first = frontend.send(request(strict, "/api/v1/prototypes"));
            assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"person\";q=5;w=60");
            assertThat(first.headers().firstValue("RateLimit").orElse("")).matches("\"person\";r=4;t=\\d+");
            for (int i = 0; i < 5; i++) {
                frontend.send(request(strict, "/api/v1/prototypes"));
            }
            HttpResponse<String> refused = frontend.send(request(strict, "/api/v1/prototypes"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Long.parseLong(
                            refused.headers().firstValue("Retry-After").orElse("")))
                    .isBetween(1L, 12L);
            assertThat(frontend.send(request(strict, "/health")).statusCode()).isEqualTo(200);
        }
    }

    private static HttpRequest.Builder request(WebServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", RunningFrontend.basic("Ada", RunningFrontend.PASSWORD));
    }

    @Test
    void answersArePackedAsTheClientLikes() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String plain = frontend.send(frontend.api("/openapi.json")).body();
            for (String encoding : List.of("zstd", "gzip")) {
                HttpResponse<byte[]> packed = http.send(
                        frontend.api("/openapi.json")
                                .header("Accept-Encoding", encoding)
                                .build(),
                        BodyHandlers.ofByteArray());
                assertThat(packed.headers().firstValue("Content-Encoding")).hasValue(encoding);
                InputStream body = new ByteArrayInputStream(packed.body());
                try (InputStream in = encoding.equals("zstd") ? new ZstdInputStream(body) : new GZIPInputStream(body)) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .isEqualTo(plain);
                }
                assertThat(packed.body().length).isLessThan(plain.length() / 3);
            }
        }
    }

    private HttpRequest.Builder as(String name, String path) {
        return frontend.bare(path).header("Authorization", RunningFrontend.basic(name, RunningFrontend.PASSWORD));
    }
}
