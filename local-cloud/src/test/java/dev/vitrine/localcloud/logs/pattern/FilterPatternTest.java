package dev.vitrine.localcloud.logs.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.http.AwsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~                   | anything            | true",
                "ERROR                | [ERROR] it failed   | true",
                "ERROR                | error               | false",
                "ERROR failed         | [ERROR] it failed   | true",
                "ERROR passed         | [ERROR] it failed   | false",
                "\"it failed\"        | ERROR it failed     | true",
                "\"failed it\"        | ERROR it failed     | false",
                "\"say \\\"hi\\\"\"   | they say \"hi\"     | true",
                "?ERROR ?WARN         | WARN slow           | true",
                "?ERROR ?WARN         | INFO slow           | false",
                "ERROR -timeout       | ERROR timeout       | false",
                "ERROR -timeout       | ERROR disk          | true",
                "-ERROR               | INFO                | true",
                "%fail(ed)?ure%       | a failure           | true",
                "%^fail%              | it failed           | false",
            })
    void matches_terms(String pattern, String message, boolean expected) {
        assertThat(FilterPattern.of(pattern).matches(message)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{ $.level = \"ERROR\" }~true",
                "{ $.level = ERROR }~true",
                "{ $.level = \"ERR*\" }~true",
                "{ $.level = \"*ROR\" }~true",
                "{ $.level = \"E.ROR\" }~false",
                "{ $.level != \"INFO\" }~true",
                "{ $.missing != \"INFO\" }~false",
                "{ $.level = %^ER% }~true",
                "{ $.n > 3 }~true",
                "{ $.n >= 4.0 }~true",
                "{ $.n < 4 }~false",
                "{ $.n = 4e0 }~true",
                "{ $.n != 4 }~false",
                "{ $.n > 3 && $.level = \"ERROR\" }~true",
                "{ $.n > 5 || $.level = \"ERROR\" && $.ok IS TRUE }~true",
                "{ ($.n > 5 || $.level = \"ERROR\") && $.ok IS FALSE }~false",
                "{ $.none IS NULL }~true",
                "{ $.n IS NULL }~false",
                "{ $.missing NOT EXISTS }~true",
                "{ $.n NOT EXISTS }~false",
                "{ $.n EXISTS }~true",
                "{ $.list[1].name = \"b\" }~true",
                "{ $.list[2].name = \"b\" }~false",
                "{ $.list[*].name = \"b\" }~true",
                "{ $['two words'] = 1 }~true",
                "{$.n=4&&$.ok IS TRUE}~true",
            })
    void matches_fields_of_JSON(String pattern, boolean expected) {
        String event = """
                {"level": "ERROR", "n": 4, "ok": true, "none": null, "two words": 1,
                 "list": [{"name": "a"}, {"name": "b"}]}""";
        assertThat(FilterPattern.of(pattern).matches(event)).isEqualTo(expected);
        assertThat(FilterPattern.of(pattern).matches("ERROR, not JSON {")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{ $.a }",
                "{ $. = 1 }",
                "{ $.a = }",
                "{ $.a > b }",
                "{ $.a = 1 } x",
                "{ ($.a = 1 }",
                "{ $.a IS 3 }",
                "{ $.a[x] = 1 }",
                "\"open",
                "%open",
                "%(%",
                "[ip, user]",
                "a ?"
            })
    void says_where_a_pattern_is_wrong(String pattern) {
        assertThatThrownBy(() -> FilterPattern.of(pattern))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Invalid filter pattern: at character ");
    }
}
