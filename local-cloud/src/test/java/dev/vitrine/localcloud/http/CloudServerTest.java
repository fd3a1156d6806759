package dev.vitrine.localcloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

class CloudServerTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void answers_an_unknown_operation_as_AWS_does() throws Exception {
        var unknownService = json("Nowhere_20990101.Fly", "{}");
        var unknownOperation = json("Logs_20140328.Fly", "{}");

        assertThat(unknownService.statusCode()).isEqualTo(400);
        assertThat(unknownService.body()).contains("\"__type\":\"UnknownOperationException\"");
        assertThat(unknownOperation.body()).contains("\"__type\":\"UnknownOperationException\"");
        assertThat(unknownOperation.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(unknownOperation.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nowhere_20990101.Fly", "Logs_20140328.Fly", "Logs_20140328.PutLogEvents"})
    void a_refusal_leaves_the_connection_to_the_next_request(String target) throws Exception {
        String headers = "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: " + target + "\r\n";
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), cloud.endpoint().getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write((headers + "Content-Length: 2\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                out.write("{}".getBytes(StandardCharsets.US_ASCII));
                out.write((headers + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answers.split("HTTP/1.1 400", -1)).as(answers).hasSize(3);
            }
        }
    }

    @Test
    void gives_the_SDK_a_request_id_and_an_error_code() {
        try (CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder())) {
            assertThatThrownBy(() -> logs.describeDeliveries(r -> r.limit(1)))
                    .isInstanceOfSatisfying(CloudWatchLogsException.class, e -> {
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                        assertThat(e.requestId()).isNotBlank();
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"a\":}"})
    void refuses_a_body_that_is_no_JSON_object(String body) throws Exception {
        var answer = json("Logs_20140328.DescribeLogGroups", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SerializationException");
    }

    @Test
    void refuses_a_body_beyond_16_MB() throws Exception {
        var answer = json("Logs_20140328.DescribeLogGroups", "{\"x\":\"" + "y".repeat(16 * 1024 * 1024) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("RequestEntityTooLargeException");
    }

    @Test
    void unzips_a_body() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("{\"logGroupNamePrefix\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest request = HttpRequest.newBuilder(cloud.endpoint())
                .header("X-Amz-Target", "Logs_20140328.DescribeLogGroups")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zipped.toByteArray()))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo("{\"logGroups\":[]}");
    }

    @Test
    void does_not_take_an_unknown_signed_service_for_S3() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(cloud.endpoint().resolve("/v1/apis"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AK/20260101/us-east-1/apigateway/aws4_request, Signature=0")
                .build();
        var answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:4566", "[::1]:80", "bucket.localhost:1"})
    void answers_loopback_names(String host) throws IOException {
        assertThat(statusLine("Host: " + host)).isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost.evil.example",
                "Host: 128.0.0.1",
                "Host: s3.amazonaws.com",
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: null"
            })
    void refuses_pages_of_other_sites_and_names_that_are_rebound(String headers) throws IOException {
        assertThat(statusLine(headers)).isEqualTo("HTTP/1.1 403 Forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\nOrigin: http://localhost:8080",
                "Host: logs.us-east-1.amazonaws.com\r\nAuthorization: AWS4-HMAC-SHA256"
                        + " Credential=AK/20260101/us-east-1/logs/aws4_request, Signature=0"
            })
    void answers_pages_of_this_computer_and_signed_requests_to_AWS_names(String headers) throws IOException {
        assertThat(statusLine(headers)).isEqualTo("HTTP/1.1 200 OK");
    }

    private static String statusLine(String headers) throws IOException {
        URI endpoint = cloud.endpoint();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            String request = "POST / HTTP/1.1\r\n" + headers
                    + "\r\nX-Amz-Target: Logs_20140328.DescribeLogGroups\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    private HttpResponse<String> json(String target, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(cloud.endpoint())
                .header("X-Amz-Target", target)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
