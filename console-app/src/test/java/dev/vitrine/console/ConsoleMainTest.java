package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the program says when it cannot begin. */
class ConsoleMainTest {
    @Test
    void an_endpoint_that_is_no_address_ends_the_program_with_2_before_a_window_opens() throws Exception {
        assertThat(saidAtTheEnd(Map.of(), "--endpoint", "localhost:4566"))
                .contains("'localhost:4566' is no address of a cloud");
        assertThat(saidAtTheEnd(Map.of("AWS_ENDPOINT_URL", "localhost:4566")))
                .contains("'localhost:4566' is no address of a cloud");
    }

    private static String saidAtTheEnd(Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ConsoleMain.class.getName()));
        command.addAll(List.of(options));
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().putAll(environment);
        Process process = program.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        return said;
    }
}
