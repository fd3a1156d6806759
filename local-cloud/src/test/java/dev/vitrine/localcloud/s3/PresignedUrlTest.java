package dev.vitrine.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class PresignedUrlTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final HttpClient http = HttpClient.newHttpClient();
    private final S3Client s3 = cloud.client(S3Client.builder());
    private final String bucket = "b-" + UUID.randomUUID();

    @BeforeEach
    void createObjects() {
        s3.createBucket(r -> r.bucket(bucket));
        s3.putObject(r -> r.bucket(bucket).key("open"), RequestBody.fromString("open"));
        s3.putObject(r -> r.bucket(bucket).key("else"), RequestBody.fromString("else"));
    }

    @Test
    void lets_a_client_without_credentials_read() throws Exception {
        assertThat(get(presignedGet("vitrine", "vitrine", HOUR)).body()).isEqualTo("open");
        assertThat(get(presignedGet("anyone", "anything", HOUR)).body()).isEqualTo("open");
    }

    @Test
    void lets_a_client_without_credentials_write() throws Exception {
        try (S3Presigner presigner = presigner("vitrine", "vitrine", true)) {
            URI url = URI.create(presigner
                    .presignPutObject(r -> r.signatureDuration(HOUR)
                            .putObjectRequest(put -> put.bucket(bucket).key("new")))
                    .url()
                    .toString());
            HttpRequest put = HttpRequest.newBuilder(url)
                    .PUT(BodyPublishers.ofString("written"))
                    .build();

            assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("new")).asUtf8String())
                .isEqualTo("written");
    }

    @Test
    void refuses_a_URL_that_has_been_changed() throws Exception {
        String url = presignedGet("vitrine", "vitrine", HOUR);

        for (String changed : new String[] {
            url.replace("/open?", "/else?"),
            url.replace("X-Amz-Expires=3600", "X-Amz-Expires=7200"),
            url + "&response-content-type=text/html",
            url.substring(0, url.length() - 4) + "0000"
        }) {
            var answer = get(changed);
            assertThat(answer.statusCode()).as(changed).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        }
    }

    @Test
    void refuses_a_URL_made_with_a_wrong_secret_of_a_known_key() throws Exception {
        assertThat(get(presignedGet("vitrine", "wrong", HOUR)).statusCode()).isEqualTo(403);
    }

    @Test
    void refuses_a_URL_that_has_expired() {
        String known = presignedGet("vitrine", "vitrine", Duration.ofSeconds(1));
        String unknown = presignedGet("anyone", "anything", Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(get(known).statusCode()).isEqualTo(403);
            assertThat(get(unknown).statusCode()).isEqualTo(403);
        });
    }

    @Test
    void finds_the_bucket_in_the_host_name() throws Exception {
        try (S3Presigner presigner = presigner("vitrine", "vitrine", false)) {
            URI url = URI.create(presigner
                    .presignGetObject(r -> r.signatureDuration(HOUR)
                            .getObjectRequest(get -> get.bucket(bucket).key("open")))
                    .url()
                    .toString());
            assertThat(url.getHost()).isEqualTo(bucket + ".localhost");

            assertThat(rawGet(url)).startsWith("HTTP/1.1 200 OK").endsWith("open");
            assertThat(rawGet(URI.create(url.toString().replace("/open?", "/else?"))))
                    .startsWith("HTTP/1.1 403 Forbidden");
        }
    }

    private String presignedGet(String accessKey, String secret, Duration duration) {
        try (S3Presigner presigner = presigner(accessKey, secret, true)) {
            return presigner
                    .presignGetObject(r -> r.signatureDuration(duration)
                            .getObjectRequest(get -> get.bucket(bucket).key("open")))
                    .url()
                    .toString();
        }
    }

    private static S3Presigner presigner(String accessKey, String secret, boolean pathStyle) {
        return S3Presigner.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + cloud.endpoint().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret)))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .build())
                .build();
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    /** A GET that needs no name service for {@code bucket.localhost}. */
    private static String rawGet(URI url) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            String request = "GET %s?%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(url.getRawPath(), url.getRawQuery(), url.getAuthority());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
