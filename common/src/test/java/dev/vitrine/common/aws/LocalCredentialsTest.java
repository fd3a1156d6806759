package dev.vitrine.common.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vitrine.common.operation.CloudSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

class LocalCredentialsTest {
    private static final List<String> PROPERTIES = List.of(
            "aws.accessKeyId",
            "aws.secretAccessKey",
            "aws.profile",
            "aws.webIdentityTokenFile",
            "aws.configFile",
            "aws.sharedCredentialsFile");

    @TempDir
    private Path folder;

    private final Map<String, @Nullable String> before = new HashMap<>();

    @BeforeEach
    void nobodyGivesCredentials() {
        assumeThat(System.getenv()).doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_PROFILE");
        PROPERTIES.forEach(name -> before.put(name, System.clearProperty(name)));
        System.setProperty("aws.configFile", folder.resolve("config").toString());
        System.setProperty(
                "aws.sharedCredentialsFile", folder.resolve("credentials").toString());
    }

    @AfterEach
    void asItWas() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private static CloudSettings at(String endpoint) {
        return new CloudSettings(Optional.of(URI.create(endpoint)), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:4566", "http://127.0.0.1:4566", "http://[::1]:4566"})
    void a_cloud_on_this_computer_is_asked_with_made_up_ones_where_nobody_gives_any(String endpoint) {
        assertThat(LocalCredentials.areNeeded(at(endpoint))).isTrue();
        assertThat(LocalCredentials.of(at(endpoint)).map(AwsCredentialsProvider::resolveCredentials))
                .hasValueSatisfying(made -> assertThat(made.accessKeyId()).isEqualTo("vitrine"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://sts.us-east-1.amazonaws.com", "http://localhost.example.com", "http://192.168.1.7:4566"
            })
    void nowhere_else_are_credentials_made_up(String endpoint) {
        assertThat(LocalCredentials.areNeeded(at(endpoint))).isFalse();
        assertThat(LocalCredentials.of(at(endpoint))).isEmpty();
    }

    @Test
    void without_an_endpoint_it_is_AWS() {
        assertThat(LocalCredentials.areNeeded(CloudSettings.OF_ENVIRONMENT)).isFalse();
    }

    @Test
    void those_that_somebody_gives_are_used() {
        CloudSettings local = at("http://localhost:4566");
        assertThat(LocalCredentials.areNeeded(
                        new CloudSettings(local.endpoint(), Optional.of("lab"), Optional.empty())))
                .isFalse();
        System.setProperty("aws.accessKeyId", "mine");
        assertThat(LocalCredentials.areNeeded(local)).isFalse();
        System.clearProperty("aws.accessKeyId");
        System.setProperty("aws.profile", "lab");
        assertThat(LocalCredentials.areNeeded(local)).isFalse();
    }

    @Test
    void a_default_profile_counts_when_it_says_where_credentials_are() throws Exception {
        CloudSettings local = at("http://localhost:4566");
        Path config = folder.resolve("config");
        Files.writeString(config, "[default]\nregion = eu-central-1\n");
        assertThat(LocalCredentials.areNeeded(local)).isTrue();
        for (String line :
                List.of("sso_session = work", "role_arn = arn:aws:iam::1:role/r", "credential_process = x")) {
            Files.writeString(config, "[default]\n" + line + "\n");
            assertThat(LocalCredentials.areNeeded(local)).as(line).isFalse();
        }
        Files.delete(config);
        Files.writeString(
                folder.resolve("credentials"), "[default]\naws_access_key_id = a\naws_secret_access_key = b\n");
        assertThat(LocalCredentials.areNeeded(local)).isFalse();
    }
}
