package dev.vitrine.localcloud.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class StsServiceTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final StsClient sts = cloud.client(StsClient.builder());

    @Test
    void tells_the_caller_who_it_is() {
        var identity = sts.getCallerIdentity();

        assertThat(identity.account()).isEqualTo("000000000000");
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:user/vitrine");
        assertThat(identity.responseMetadata().requestId()).isNotBlank();
    }

    @Test
    void refuses_an_unknown_action_as_AWS_does() {
        assertThatThrownBy(sts::getSessionToken)
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"))
                .hasMessageContaining("GetSessionToken");
    }
}
