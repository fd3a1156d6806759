package dev.vitrine.localcloud.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class FaultsTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final HttpClient http = HttpClient.newHttpClient();
    private final DynamoDbClient dynamoDb = cloud.client(
            DynamoDbClient.builder().overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())));

    @AfterEach
    void switchOff() throws Exception {
        faults("DELETE", "");
    }

    @Test
    void a_service_is_throttled_in_its_own_words() throws Exception {
        faults("PUT", """
                [{"kind": "throttle"}]""");

        assertThatThrownBy(dynamoDb::listTables).isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(() -> cloud.client(LambdaClient.builder()
                                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())))
                        .listFunctions())
                .isInstanceOf(TooManyRequestsException.class);
        assertThatThrownBy(() -> cloud.client(StsClient.builder()
                                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())))
                        .getCallerIdentity())
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling"));
        assertThatThrownBy(() -> cloud.client(S3Client.builder()
                                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())))
                        .putObject(r -> r.bucket("any").key("k"), RequestBody.fromBytes(new byte[4 << 20])))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown"));
    }

    @Test
    void what_happens_a_few_times_is_outlived_by_the_sdks_retries() throws Exception {
        faults("PUT", """
                [{"service": "dynamodb", "operation": "ListTables", "kind": "error", "status": 500, "count": 2}]""");

        assertThat(cloud.client(DynamoDbClient.builder()).listTables().tableNames())
                .isNotNull();
    }

    @Test
    void only_the_named_operation_goes_wrong() throws Exception {
        faults("PUT", """
                [{"service": "dynamodb", "operation": "PutItem", "kind": "error"},
                 {"service": "s3", "operation": "PUT /*", "kind": "error"}]""");

        assertThat(dynamoDb.listTables().tableNames()).isNotNull();
        assertThat(cloud.client(S3Client.builder()).listBuckets().buckets()).isNotNull();
    }

    @Test
    void an_answer_is_late_or_never_comes() throws Exception {
        faults("PUT", """
                [{"service": "dynamodb", "kind": "drop", "count": 1},
                 {"service": "dynamodb", "kind": "latency", "millis": 300}]""");

        assertThatThrownBy(dynamoDb::listTables).isInstanceOf(SdkClientException.class);
        long start = System.nanoTime();
        dynamoDb.listTables();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void a_fault_that_makes_no_sense_is_refused() throws Exception {
        HttpResponse<String> answer = faults("PUT", """
                [{"kind": "latency"}]""");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("millis cannot be '0'");
    }

    private HttpResponse<String> faults(String method, String body) throws IOException, InterruptedException {
        URI uri = cloud.endpoint().resolve("/_vitrine/faults");
        return http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
