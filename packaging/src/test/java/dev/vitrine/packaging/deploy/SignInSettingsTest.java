package dev.vitrine.packaging.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInSettingsTest {
    private static final Map<String, String> WHOLE = Map.of(
            "OIDC_ISSUER", "https://login.example.com",
            "OIDC_CLIENT_ID", "vitrine",
            "OIDC_CLIENT_SECRET", "a client's secret",
            "OIDC_AUTHORIZATION_ENDPOINT", "https://login.example.com/authorize",
            "OIDC_TOKEN_ENDPOINT", "https://login.example.com/token",
            "OIDC_USER_INFO_ENDPOINT", "https://login.example.com/userinfo",
            "CERTIFICATE_ARN", "arn:aws:acm:eu-central-1:123456789012:certificate/x");
    private static final Map<String, String> DEPLOYED = Map.of(
            "OidcIssuer", "https://login.example.com",
            "OidcClientId", "vitrine",
            "OidcClientSecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:x",
            "OidcAuthorizationEndpoint", "https://login.example.com/authorize",
            "OidcTokenEndpoint", "https://login.example.com/token",
            "OidcUserInfoEndpoint", "https://login.example.com/userinfo",
            "OidcRole", "reviewer",
            "CertificateArn", "arn:aws:acm:eu-central-1:123456789012:certificate/x");

    private static SignInSettings settings(Map<String, String> set, Map<String, String> deployed) {
        return new SignInSettings(new Settings(Path.of("."), Path.of("."), "test", set), deployed);
    }

    @Test
    void all_of_them_are_taken_and_so_is_none() {
        assertThatCode(() -> {
                    settings(Map.of(), Map.of()).require();
                    settings(WHOLE, Map.of()).require();
                    settings(Map.of("CERTIFICATE_ARN", "arn:x"), Map.of()).require();
                    settings(Map.of("OIDC_SIGNER", "arn:x", "OIDC_ROLE", "reviewer"), Map.of())
                            .require();
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OIDC_CLIENT_ID",
                "OIDC_CLIENT_SECRET",
                "OIDC_AUTHORIZATION_ENDPOINT",
                "OIDC_TOKEN_ENDPOINT",
                "OIDC_USER_INFO_ENDPOINT",
                "CERTIFICATE_ARN"
            })
    void an_issuer_without_one_of_the_others_is_refused_by_its_name(String missing) {
        Map<String, String> set = new HashMap<>(WHOLE);
        set.remove(missing);
        assertThatThrownBy(() -> settings(set, Map.of()).require())
                .isInstanceOf(DeployException.class)
                .hasMessageStartingWith("OIDC_ISSUER is set, but not " + missing + ", so")
                .hasMessageContaining("OIDC_ISSUER=none")
                .hasMessageNotContaining("a client's secret");
    }

    @Test
    void what_is_deployed_counts_until_it_is_taken_out() {
        assertThatCode(() -> {
                    settings(Map.of(), DEPLOYED).require();
                    settings(Map.of("OIDC_ISSUER", "none"), DEPLOYED).require();
                    settings(Map.of("OIDC_CLIENT_ID", "another"), DEPLOYED).require();
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        settings(Map.of("CERTIFICATE_ARN", "none"), DEPLOYED).require())
                .hasMessageStartingWith("OIDC_ISSUER is set, but not CERTIFICATE_ARN");
        assertThatThrownBy(() ->
                        settings(Map.of("OIDC_CLIENT_SECRET", "none"), DEPLOYED).require())
                .hasMessageStartingWith("OIDC_ISSUER is set, but not OIDC_CLIENT_SECRET");
    }

    @ParameterizedTest
    @CsvSource({
        "OIDC_CLIENT_ID, but OIDC_ISSUER is not",
        "OIDC_CLIENT_SECRET, but OIDC_ISSUER is not",
        "OIDC_SCOPE, but OIDC_ISSUER is not",
        "OIDC_ROLE, but neither OIDC_ISSUER nor OIDC_SIGNER is",
        "OIDC_KEYS_URL, but neither OIDC_ISSUER nor OIDC_SIGNER is"
    })
    void one_that_would_be_passed_over_is_refused(String set, String told) {
        assertThatThrownBy(() -> settings(Map.of(set, "something"), Map.of()).require())
                .isInstanceOf(DeployException.class)
                .hasMessageStartingWith(set + " is set, " + told);
    }

    @Test
    void a_certificate_without_a_load_balancer_is_refused() {
        assertThatThrownBy(() -> settings(Map.of("CERTIFICATE_ARN", "arn:x", "LOAD_BALANCER", "false"), Map.of())
                        .require())
                .hasMessageStartingWith("CERTIFICATE_ARN is set, but LOAD_BALANCER is false");
    }
}
