package dev.vitrine.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;

class BucketEventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:reader";

    @Test
    void an_object_put_below_a_prefix_starts_the_function(@TempDir Path folder, @TempDir Path state) throws Exception {
        TestImages images = new TestImages(folder).add("test/printer", TestImages.function(EventPrinter.class));
        try (RunningCloud cloud = RunningCloud.start(state, images)) {
            S3Client s3 = cloud.client(S3Client.builder());
            LambdaClient lambda = cloud.client(LambdaClient.builder());
            s3.createBucket(r -> r.bucket("inbox"));
            lambda.createFunction(r -> r.functionName("reader")
                    .packageType(PackageType.IMAGE)
                    .role("arn:aws:iam::000000000000:role/vitrine-function")
                    .timeout(20)
                    .memorySize(512)
                    .loggingConfig(l -> l.logGroup("/vitrine/reader"))
                    .code(c -> c.imageUri("test/printer:latest")));
            assertThatThrownBy(() -> notify(s3)).hasMessageContaining("Unable to validate");
            lambda.addPermission(r -> r.functionName("reader")
                    .statementId("inbox")
                    .action("lambda:InvokeFunction")
                    .principal("s3.amazonaws.com")
                    .sourceArn("arn:aws:s3:::inbox"));
            notify(s3);

            s3.putObject(r -> r.bucket("inbox").key("in/first table.csv"), RequestBody.fromString("a,b\n"));
            s3.putObject(r -> r.bucket("inbox").key("in/notes.txt"), RequestBody.fromString("not this one"));
            s3.putObject(r -> r.bucket("inbox").key("out/table.csv"), RequestBody.fromString("nor this one"));
            s3.copyObject(r -> r.sourceBucket("inbox")
                    .sourceKey("out/table.csv")
                    .destinationBucket("inbox")
                    .destinationKey("in/copy.csv"));
            s3.deleteObject(r -> r.bucket("inbox").key("in/copy.csv"));

            List<String> expected = List.of(
                    "ObjectCreated:Put inbox in/first+table.csv 4",
                    "ObjectCreated:Copy inbox in/copy.csv 12",
                    "ObjectRemoved:Delete inbox in/copy.csv -");
            await().atMost(PATIENCE).until(() -> told(cloud).containsAll(expected));
            assertThat(told(cloud)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void notify(S3Client s3) {
        s3.putBucketNotificationConfiguration(r -> r.bucket("inbox")
                .notificationConfiguration(n -> n.lambdaFunctionConfigurations(LambdaFunctionConfiguration.builder()
                        .lambdaFunctionArn(FUNCTION)
                        .events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED)
                        .filter(f -> f.key(k -> k.filterRules(
                                FilterRule.builder().name("prefix").value("in/").build(),
                                FilterRule.builder()
                                        .name("suffix")
                                        .value(".csv")
                                        .build())))
                        .build())));
    }

    private static List<String> told(RunningCloud cloud) {
        return cloud.messages("/vitrine/reader").stream()
                .filter(line -> line.startsWith("Object"))
                .toList();
    }
}
