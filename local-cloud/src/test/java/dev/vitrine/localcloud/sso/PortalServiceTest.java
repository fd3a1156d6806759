package dev.vitrine.localcloud.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.InvalidRequestException;
import software.amazon.awssdk.services.sso.model.RoleCredentials;

class PortalServiceTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final SsoClient portal = cloud.client(SsoClient.builder());

    @Test
    void gives_credentials_for_a_role_that_end() {
        RoleCredentials credentials = portal.getRoleCredentials(request ->
                        request.accessToken("token").accountId("000000000000").roleName("scientist"))
                .roleCredentials();
        assertThat(credentials.accessKeyId()).startsWith("ASIA");
        assertThat(credentials.sessionToken()).isNotBlank();
        assertThat(Instant.ofEpochMilli(credentials.expiration())).isAfter(Instant.now());
    }

    @Test
    void wants_to_know_the_role() {
        assertThatThrownBy(() -> portal.getRoleCredentials(
                        request -> request.accessToken("token").accountId("000000000000")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("role_name");
    }
}
