package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD=correct-horse",
                "containerDefinitions[main].environment.DB_PASSWORD = correct-horse",
                "{\"apiKey\": \"correct-horse\"}",
                "aws --secret-access-key: correct-horse",
                "https://ada:correct-horse@example.org/x",
                "token='correct-horse'",
                "train --api-key correct-horse --rows 5",
                "train --api-key 'correct-horse battery'",
                "environment.DB_PASSWORD = a correct-horse, battery; staple",
                "first = 1\nDB_PASSWORD = a correct-horse\nlast = 2",
                "MYSQL_PWD=correct-horse",
                "AccountKey=correct-horse;EndpointSuffix=x",
                "curl -H 'Authorization: Basic correct-horse' x",
                "Authorization: Bearer correct-horse",
                "{\"authorization\":\"Bearer correct-horse\"}",
                "gave Bearer correct-horse-battery-staple back"
            })
    void what_looks_like_a_secret_is_hidden(String text) {
        assertThat(Secrets.redact(text)).doesNotContain("correct-horse").contains(Secrets.HIDDEN);
    }

    @Test
    void keys_of_aws_are_known_by_their_shape() {
        assertThat(Secrets.redact("key AKIAIOSFODNN7EXAMPLE here")).isEqualTo("key (hidden) here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ghp_", "github_pat_", "glpat-", "xoxb-", "sk-", "hf_", "AIza"})
    void keys_of_other_houses_are_known_by_their_shape(String beginning) {
        String key = beginning + "a1B2c3D4".repeat(5);
        assertThat(Secrets.redact("with " + key + ".")).isEqualTo("with (hidden).");
    }

    @Test
    void a_private_key_is_hidden_to_its_end() {
        String begin = "-----BEGIN RSA PRIVATE " + "KEY-----";
        assertThat(Secrets.redact("a\n" + begin + "\ncorrect\nhorse\n" + begin.replace("BEGIN", "END") + "\nb"))
                .isEqualTo("a\n(hidden)\nb");
    }

    @Test
    void other_texts_stay_as_they_are() {
        assertThat(Secrets.redact("{\"tokens\": 512, \"max_tokens\":7} --max-tokens"))
                .contains("512", "7");
        assertThat(Secrets.redact("{\"token\":{\"N\":\"3\"},\"api_token\":{\"S\":\"hunter2\"}}"))
                .contains("\"token\":{\"N\":\"3\"}")
                .doesNotContain("hunter2");
        String text =
                "PWD=/app, risk-based, sk-learn, a bearer of news, SIZE=large, run 0abc, arn:aws:ecs:us-east-1:000000000000:service/vitrine/x";
        assertThat(Secrets.redact(text)).isEqualTo(text);
        assertThat(Secrets.value("SIZE", "large")).isEqualTo("large");
        assertThat(Secrets.value("SESSION_TOKEN", "large")).isEqualTo(Secrets.HIDDEN);
    }

    @Test
    void the_word_after_an_option_for_a_secret_is_hidden() {
        assertThat(Secrets.command(List.of("train", "--api-key", "correct horse", "--token", "--rows", "5")))
                .containsExactly("train", "--api-key", Secrets.HIDDEN, "--token", "--rows", "5");
    }
}
