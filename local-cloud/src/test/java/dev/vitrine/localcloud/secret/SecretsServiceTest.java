package dev.vitrine.localcloud.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

class SecretsServiceTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final SecretsManagerClient secrets = cloud.client(SecretsManagerClient.builder());
    private final String name = "test/" + UUID.randomUUID();

    @Test
    void keeps_a_value_under_a_name_and_an_arn_of_its_own() {
        String arn = create("open sesame");

        assertThat(arn).matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:" + name + "-[A-Za-z0-9]{6}");
        assertThat(value(name).secretString()).isEqualTo("open sesame");
        assertThat(value(arn).versionStages()).containsExactly("AWSCURRENT");
        assertThatThrownBy(() -> create("again")).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> value("nothing")).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void moves_the_stages_with_each_new_value() {
        create("first");
        secrets.putSecretValue(r -> r.secretId(name).secretString("second"));
        secrets.putSecretValue(r -> r.secretId(name).secretString("third"));

        assertThat(value(name).secretString()).isEqualTo("third");
        assertThat(secrets.getSecretValue(r -> r.secretId(name).versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("second");
        assertThat(secrets.describeSecret(r -> r.secretId(name)).versionIdsToStages())
                .hasSize(2);
    }

    @Test
    void takes_a_repeated_write_once() {
        create("first");
        String token = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            secrets.putSecretValue(
                    r -> r.secretId(name).clientRequestToken(token).secretString("second"));
        }

        assertThat(value(name).versionId()).isEqualTo(token);
        assertThatThrownBy(() -> secrets.putSecretValue(
                        r -> r.secretId(name).clientRequestToken(token).secretString("other")))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void keeps_bytes() {
        secrets.createSecret(r -> r.name(name).secretBinary(SdkBytes.fromByteArray(new byte[] {0, -1, 7})));

        assertThat(value(name).secretBinary().asByteArray()).containsExactly(0, -1, 7);
    }

    @Test
    void gives_a_deleted_secret_back_until_its_time_is_over() {
        create("value");
        secrets.deleteSecret(r -> r.secretId(name).recoveryWindowInDays(7L));

        assertThatThrownBy(() -> value(name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("marked for deletion");
        assertThat(listed()).isEmpty();
        secrets.restoreSecret(r -> r.secretId(name));
        assertThat(value(name).secretString()).isEqualTo("value");
        secrets.deleteSecret(r -> r.secretId(name).forceDeleteWithoutRecovery(true));
        assertThatThrownBy(() -> value(name)).isInstanceOf(ResourceNotFoundException.class);
        create("a new one under the old name");
    }

    @Test
    void lists_by_name() {
        create("value");

        assertThat(listed()).containsExactly(name);
    }

    @Test
    void makes_passwords_by_the_rules_given() {
        assertThat(secrets.getRandomPassword(r -> r.passwordLength(64L)
                                .excludePunctuation(true)
                                .excludeUppercase(true)
                                .excludeCharacters("ghijklmnopqrstuvwxyz"))
                        .randomPassword())
                .matches("[0-9a-f]{64}");
        assertThat(secrets.getRandomPassword(r -> r.passwordLength(20L)).randomPassword())
                .hasSize(20)
                .matches("(?s).*[a-z].*")
                .matches("(?s).*[A-Z].*")
                .matches("(?s).*\\d.*");
    }

    @Test
    void resolves_the_references_of_tasks(@TempDir Path folder) throws Exception {
        try (SecretsService service = new SecretsService(folder.resolve("secrets"), Clock.systemUTC())) {
            var input = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                    .objectNode()
                    .put("Name", "login")
                    .put("SecretString", "{\"user\": \"ada\", \"password\": \"countess\"}");
            String arn = service.call("CreateSecret", input).path("ARN").asText();
            SecretReferences references = new SecretReferences(service, parameter -> "parameter " + parameter);

            assertThat(references.value(arn)).startsWith("{\"user\"");
            assertThat(references.value(arn + ":password::")).isEqualTo("countess");
            assertThat(references.value("/vitrine/p")).isEqualTo("parameter /vitrine/p");
            assertThatThrownBy(() -> references.value(arn + ":nothing::"))
                    .hasMessageContaining("did not contain json key nothing")
                    .hasMessageNotContaining("countess");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
                    .isEqualTo("rwx------");
        }
    }

    private String create(String value) {
        return secrets.createSecret(r -> r.name(name).secretString(value)).arn();
    }

    private GetSecretValueResponse value(String id) {
        return secrets.getSecretValue(r -> r.secretId(id));
    }

    private java.util.List<String> listed() {
        return secrets
                .listSecretsPaginator(r -> r.filters(Filter.builder()
                        .key(FilterNameStringType.NAME)
                        .values(name)
                        .build()))
                .stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name)
                .toList();
    }
}
