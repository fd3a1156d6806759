package dev.vitrine.packaging.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.web.access.PasswordHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontendSecretTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    @Test
    void what_the_frontend_takes_is_taken() {
        String hash = PasswordHash.of("a password");
        assertThatCode(() -> {
                    FrontendSecret.PASSWORD.require("six678");
                    FrontendSecret.SESSION_KEY.require(KEY + "," + KEY);
                    FrontendSecret.USERS.require(
                            "Ada Lovelace:owner:" + hash + ";\n\n grace@example.com : Viewer : oidc\n");
                    FrontendSecret.WEBHOOK_SECRET.require("whsec_" + "abcd".repeat(8) + "Zw==");
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "PASSWORD, five5, less than 6",
        "SESSION_KEY, 0123, 64 hexadecimal digits",
        "USERS, ada:king:oidc, a role is viewer",
        "USERS, ada:owner:hunter22, begins with $argon2id$",
        "USERS, ada, name:role:hash",
        "WEBHOOK_SECRET, whsec_short, at least 24 bytes",
        "OIDC_CLIENT_SECRET, short, less than 8"
    })
    void what_the_frontend_could_not_start_with_is_refused_without_telling_it(
            FrontendSecret secret, String value, String told) {
        assertThatThrownBy(() -> secret.require(value))
                .isInstanceOf(DeployException.class)
                .hasMessageStartingWith(secret.name() + " ")
                .hasMessageContaining(told)
                .hasMessageNotContaining(value);
    }
}
