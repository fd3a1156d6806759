package dev.vitrine.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AwsCliIT {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    @TempDir
    Path folder;

    private AwsCli aws;

    @BeforeEach
    void findTheCommand() {
        aws = new AwsCli(URI.create("http://localhost:" + cloud.endpoint().getPort()), folder);
    }

    @Test
    void knows_who_it_is() throws Exception {
        assertThat(aws.run("sts", "get-caller-identity", "--query", "Account", "--output", "text"))
                .isEqualTo("000000000000\n");
    }

    @Test
    void copies_lists_presigns_and_removes_files() throws Exception {
        Files.writeString(folder.resolve("small.txt"), "hello\n");
        byte[] big = new byte[20 * 1024 * 1024];
        new Random(2).nextBytes(big);
        Files.write(folder.resolve("big.bin"), big);

        aws.run("s3", "mb", "s3://cli-bucket");
        aws.run("s3", "cp", "small.txt", "s3://cli-bucket/dir/small.txt");
        aws.run("s3", "cp", "big.bin", "s3://cli-bucket/big.bin");
        aws.run("s3", "cp", "s3://cli-bucket/big.bin", "again.bin");

        assertThat(Arrays.equals(Files.readAllBytes(folder.resolve("again.bin")), big))
                .isTrue();
        assertThat(aws.run("s3", "cp", "s3://cli-bucket/dir/small.txt", "-")).isEqualTo("hello\n");
        assertThat(aws.run("s3", "ls", "s3://cli-bucket/")).contains("PRE dir/").contains("20971520 big.bin");
        String url = aws.run("s3", "presign", "s3://cli-bucket/dir/small.txt").strip();
        assertThat(get(url).body()).isEqualTo("hello\n");
        assertThat(get(url.replace("small.txt", "large.txt")).statusCode()).isEqualTo(403);
        assertThat(aws.tryRun("s3", "rb", "s3://cli-bucket").errors()).contains("BucketNotEmpty");
        aws.run("s3", "rb", "--force", "s3://cli-bucket");
        assertThat(aws.run("s3", "ls")).doesNotContain("cli-bucket");
    }

    @Test
    void finds_and_follows_log_lines() throws Exception {
        aws.run("logs", "create-log-group", "--log-group-name", "/vitrine/cli");
        aws.run("logs", "create-log-stream", "--log-group-name", "/vitrine/cli", "--log-stream-name", "s");
        putLine("first ERROR line");

        assertThat(aws.run(
                        "logs",
                        "filter-log-events",
                        "--log-group-name",
                        "/vitrine/cli",
                        "--filter-pattern",
                        "ERROR",
                        "--query",
                        "events[].message",
                        "--output",
                        "text"))
                .isEqualTo("first ERROR line\n");

        Path output = folder.resolve("tail.out");
        Process tail = aws.start(output, "logs", "tail", "/vitrine/cli", "--follow", "--format", "short");
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(output).contains("first ERROR line"));
            putLine("second line");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(output).contains("second line"));
        } finally {
            tail.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(output)).containsOnlyOnce("first ERROR line");
    }

    @Test
    void hears_of_an_operation_that_does_not_exist_here() throws Exception {
        assertThat(aws.tryRun("kinesis", "list-streams").errors())
                .contains("(UnknownOperationException)")
                .contains("ListStreams");
    }

    private void putLine(String message) throws Exception {
        aws.run(
                "logs",
                "put-log-events",
                "--log-group-name",
                "/vitrine/cli",
                "--log-stream-name",
                "s",
                "--log-events",
                "timestamp=%d,message=%s".formatted(System.currentTimeMillis(), message));
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
