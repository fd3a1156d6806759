package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.session.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudConfigTest {
    private static final List<String> PROPERTIES = List.of(
            "aws.endpointUrl",
            "aws.region",
            "aws.accessKeyId",
            "aws.secretAccessKey",
            "aws.configFile",
            "aws.sharedCredentialsFile");
    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void configure(@TempDir Path folder) throws IOException {
        PROPERTIES.forEach(name -> before.put(name, System.getProperty(name, "")));
        PROPERTIES.forEach(System::clearProperty);
        Path config = Files.writeString(folder.resolve("config"), """
                [default]
                credential_process = /bin/true
                region = eu-north-1
                vitrine_production = true
                [profile lab]
                region = eu-west-1
                endpoint_url = http://localhost:4999
                [profile live-eu]
                region = eu-central-1
                """);
        System.setProperty("aws.configFile", config.toString());
        System.setProperty(
                "aws.sharedCredentialsFile", folder.resolve("credentials").toString());
    }

    @AfterEach
    void restore() {
        PROPERTIES.forEach(System::clearProperty);
        before.forEach((name, value) -> {
            if (!value.isEmpty()) {
                System.setProperty(name, value);
            }
        });
    }

    private static Session chosen(String profile, Map<String, String> environment) {
        return CloudConfig.session(
                new CloudSettings(
                        Optional.empty(), Optional.of(profile).filter(name -> !name.isEmpty()), Optional.empty()),
                environment);
    }

    @Test
    void a_profile_may_name_the_endpoint_and_the_header_says_so() {
        Session lab = chosen("lab", Map.of());

        assertThat(lab.endpoint()).isEqualTo("http://localhost:4999");
        assertThat(lab.settings().endpoint()).contains(URI.create("http://localhost:4999"));
        assertThat(lab.region()).isEqualTo("eu-west-1");
        assertThat(lab.production()).isFalse();
    }

    @Test
    void who_names_no_profile_has_the_default_one_with_its_mark() {
        Session session = chosen("", Map.of());

        assertThat(session.profile()).contains("default");
        assertThat(session.production()).isTrue();
        assertThat(session.endpoint()).isEqualTo("AWS");
    }

    @Test
    void keys_that_are_set_are_no_profiles() {
        System.setProperty("aws.accessKeyId", "AKIA");
        System.setProperty("aws.secretAccessKey", "not told");

        assertThat(chosen("", Map.of()).profile()).isEmpty();
        assertThat(chosen("", Map.of()).production()).isFalse();
        assertThat(chosen("", Map.of("AWS_PROFILE", "live-eu")).profile()).isEmpty();
        assertThat(chosen("", Map.of("AWS_PROFILE", "live-eu")).production())
                .as("the name is warning enough")
                .isTrue();
        assertThat(chosen("live-eu", Map.of()).profile()).contains("live-eu");
    }

    @Test
    void a_profile_that_a_person_chose_brings_its_region_and_the_environment_rules_otherwise() {
        System.setProperty("aws.region", "us-west-2");

        assertThat(chosen("live-eu", Map.of()).region()).isEqualTo("eu-central-1");
        assertThat(chosen("", Map.of("AWS_PROFILE", "live-eu")).region()).isEqualTo("us-west-2");
    }
}
