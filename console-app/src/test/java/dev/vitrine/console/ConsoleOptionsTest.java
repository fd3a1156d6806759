package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.operation.CloudSettings;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleOptionsTest {
    @Test
    void nothing_has_to_be_said() {
        assertThat(ConsoleOptions.of())
                .isEqualTo(new ConsoleOptions(CloudSettings.OF_ENVIRONMENT, ViewKind.runs, Optional.empty()));
    }

    @Test
    void a_cloud_and_a_view_are_said() {
        assertThat(ConsoleOptions.of(
                        "--endpoint=http://localhost:4566",
                        "--profile",
                        "lab",
                        "--region",
                        "eu-central-1",
                        "--view",
                        "Cost"))
                .isEqualTo(new ConsoleOptions(
                        new CloudSettings(
                                Optional.of(URI.create("http://localhost:4566")),
                                Optional.of("lab"),
                                Optional.of("eu-central-1")),
                        ViewKind.cost,
                        Optional.empty()));
    }

    @Test
    void help_names_every_option_and_the_version_its_program() {
        assertThat(ConsoleOptions.of("--help").about().orElseThrow())
                .contains("vitrine-console", "--endpoint <url>", "--profile <name>", "--region <name>", "--view <name>")
                .containsSubsequence("runs", "serve", "images", "launch", "data", "cost", "activity");
        assertThat(ConsoleOptions.of("-V").about().orElseThrow()).startsWith("vitrine-console ");
    }

    @ParameterizedTest
    @CsvSource({
        "--vew cost,--vew",
        "--view costs,No view is called costs",
        "--view,Missing argument for option: view",
        "cost,Unknown: cost",
        "--endpoint a:b:c\\d,a:b:c\\d"
    })
    void what_is_not_understood_is_named_with_what_may_be_said(String said, String named) {
        assertThatThrownBy(() -> ConsoleOptions.of(said.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("--region <name>");
    }
}
