package dev.vitrine.console.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.CloudSettings;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CliLineTest {
    private final CloudSettings settings = new CloudSettings(
            Optional.of(URI.create("http://localhost:4566")), Optional.of("lab"), Optional.of("us-east-1"));

    @Test
    void it_names_the_cloud_and_quotes_what_a_shell_would_change() {
        assertThat(new CliLine(settings, "us-east-1", "ecs", "stop-task")
                        .with("--reason", "it's done; rm -rf $HOME")
                        .text())
                .isEqualTo("aws ecs stop-task --reason 'it'\\''s done; rm -rf $HOME'"
                        + " --endpoint-url http://localhost:4566 --profile lab --region us-east-1");
    }

    @Test
    void it_holds_no_secret() {
        assertThat(new CliLine(settings, "us-east-1", "lambda", "invoke")
                        .with("--payload", "{\"password\":\"correct-horse\"}")
                        .text())
                .doesNotContain("correct-horse");
    }
}
