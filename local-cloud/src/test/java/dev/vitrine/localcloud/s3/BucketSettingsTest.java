package dev.vitrine.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketSettingsTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final S3Client s3 = cloud.client(S3Client.builder());
    private final String bucket = "settings-" + UUID.randomUUID();

    @BeforeEach
    void createBucket() {
        s3.createBucket(r -> r.bucket(bucket));
    }

    @Test
    void what_is_not_set_is_an_error_of_its_own_name() {
        assertThat(code(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket))))
                .isEqualTo("NoSuchLifecycleConfiguration");
        assertThat(code(() -> s3.getPublicAccessBlock(r -> r.bucket(bucket))))
                .isEqualTo("NoSuchPublicAccessBlockConfiguration");
        assertThat(code(() -> s3.getBucketPolicy(r -> r.bucket(bucket)))).isEqualTo("NoSuchBucketPolicy");
        assertThat(code(() -> s3.getBucketTagging(r -> r.bucket("there-is-none"))))
                .isEqualTo("NoSuchBucket");
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(bucket)).lambdaFunctionConfigurations())
                .isEmpty();
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isNull();
    }

    @Test
    void settings_come_back_as_they_were_given_and_go_with_their_bucket() {
        s3.putPublicAccessBlock(r -> r.bucket(bucket)
                .publicAccessBlockConfiguration(c -> c.blockPublicAcls(true).restrictPublicBuckets(true)));
        s3.putBucketEncryption(r -> r.bucket(bucket)
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
                        .build())));
        s3.putBucketTagging(r -> r.bucket(bucket)
                .tagging(t ->
                        t.tagSet(Tag.builder().key("project").value("vitrine").build())));
        s3.putBucketPolicy(r -> r.bucket(bucket).policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));

        assertThat(s3.getPublicAccessBlock(r -> r.bucket(bucket))
                        .publicAccessBlockConfiguration()
                        .restrictPublicBuckets())
                .isTrue();
        assertThat(s3.getBucketEncryption(r -> r.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules())
                .hasSize(1);
        assertThat(s3.getBucketTagging(r -> r.bucket(bucket)).tagSet()).hasSize(1);
        assertThat(s3.getBucketPolicy(r -> r.bucket(bucket)).policy()).contains("Statement");
        s3.deleteBucket(r -> r.bucket(bucket));
        createBucket();
        assertThat(code(() -> s3.getBucketTagging(r -> r.bucket(bucket)))).isEqualTo("NoSuchTagSet");
    }

    @Test
    void a_lifecycle_rule_is_kept_and_checked() {
        s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket)
                .lifecycleConfiguration(c -> c.rules(LifecycleRule.builder()
                        .id("calls")
                        .status(ExpirationStatus.ENABLED)
                        .filter(f -> f.prefix("calls/"))
                        .expiration(e -> e.days(90))
                        .build())));

        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.expiration().days()).isEqualTo(90));
        assertThat(code(() -> s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket)
                        .lifecycleConfiguration(c -> c.rules(LifecycleRule.builder()
                                .status(ExpirationStatus.ENABLED)
                                .filter(f -> f.prefix(""))
                                .expiration(e -> e.days(-1))
                                .build())))))
                .isEqualTo("InvalidArgument");
    }

    @Test
    void what_cannot_be_done_here_is_refused() {
        assertThat(code(() -> s3.putBucketVersioning(
                        r -> r.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)))))
                .isEqualTo("NotImplemented");
        assertThatThrownBy(() -> s3.putBucketNotificationConfiguration(r -> r.bucket(bucket)
                        .notificationConfiguration(
                                n -> n.lambdaFunctionConfigurations(LambdaFunctionConfiguration.builder()
                                        .events(Event.S3_OBJECT_CREATED)
                                        .lambdaFunctionArn(
                                                "arn:aws:lambda:us-east-1:000000000000:function:there-is-none")
                                        .build()))))
                .hasMessageContaining("Unable to validate the following destination configurations");
    }

    private static String code(Runnable call) {
        try {
            call.run();
            return "no error";
        } catch (S3Exception e) {
            return e.awsErrorDetails().errorCode();
        }
    }
}
