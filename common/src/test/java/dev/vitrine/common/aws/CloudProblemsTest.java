package dev.vitrine.common.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vitrine.common.operation.CloudProblem;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class CloudProblemsTest {
    @Test
    void missing_credentials_are_told_in_one_sentence() {
        try (StsClient sts = StsClient.builder()
                .credentialsProvider(AwsCredentialsProviderChain.of(
                        WebIdentityTokenFileCredentialsProvider.create(), ContainerCredentialsProvider.create()))
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:9"))
                .build()) {
            CloudProblem problem = CloudProblems.of(catchThrowable(() -> new StsCaller(sts).caller()));

            assertThat(problem.kind()).isEqualTo(CloudProblem.Kind.CREDENTIALS);
            assertThat(problem.message())
                    .contains("no credentials were found")
                    .doesNotContain("Provider")
                    .hasSizeLessThan(150);
        }
    }
}
