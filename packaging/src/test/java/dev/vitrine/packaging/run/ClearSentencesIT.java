package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever hinders a start is said in one sentence, and the exit code is 1. */
class ClearSentencesIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_port_that_is_no_number() throws Exception {
        assertThat(refusal(Map.of("PORT", "eighty")))
                .containsExactly("PORT must be a port from 1 to 65535, not 'eighty'.");
    }

    @Test
    void a_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(refusal(Map.of("PORT", port)))
                    .containsExactly("Port " + port + " for the web page is taken by another program; end that one,"
                            + " or set PORT to a free port.");
            assertThat(refusal(Map.of("CLOUD_PORT", port)))
                    .containsExactly("Port " + port + " for the local cloud is taken by another program; end that one,"
                            + " or set CLOUD_PORT to a free port.");
        }
    }

    @Test
    void a_state_folder_that_cannot_be_written() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        List<String> said = refusal(Map.of("STATE_DIR", file.resolve("state").toString()));
        assertThat(said).hasSize(1).first().asString().contains(file.toString(), "set STATE_DIR");
    }

    @Test
    void a_state_folder_that_another_run_holds() throws Exception {
        Path state = folder.resolve("state");
        try (StateFolder held = StateFolder.open(state)) {
            assertThat(refusal(Map.of("STATE_DIR", held.folder().toString())))
                    .containsExactly("Vitrine already runs with the state folder " + state
                            + "; end it there with Ctrl-C, or set STATE_DIR to another folder.");
        }
    }

    @Test
    void a_password_that_is_too_short() throws Exception {
        assertThat(refusal(Map.of("PASSWORD", "abc")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("PASSWORD has less");
    }

    @Test
    void every_problem_of_every_manifest() throws Exception {
        Path prototypes = folder.resolve("prototypes");
        Files.createDirectories(prototypes.resolve("one"));
        Files.writeString(
                prototypes.resolve("one/prototype.yaml"),
                Files.readString(RunCommand.PROTOTYPES.resolve("banknote/prototype.yaml"))
                        .replace("title:", "titel:"));
        List<String> said = refusal(prototypes, Map.of());
        assertThat(said).isNotEmpty().anyMatch(line -> line.contains("prototype.yaml:2: ") && line.contains("title"));
        assertThat(folder.resolve("state/cloud")).doesNotExist();
    }

    private List<String> refusal(Map<String, String> settings) throws Exception {
        return refusal(RunCommand.PROTOTYPES, settings);
    }

    private List<String> refusal(Path prototypes, Map<String, String> settings)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(Map.of(
                "PORT", String.valueOf(RunCommand.freePort()),
                "CLOUD_PORT", String.valueOf(RunCommand.freePort()),
                "STATE_DIR", folder.resolve("state").toString()));
        all.putAll(settings);
        Process process = RunCommand.of(prototypes, all).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        return output.lines().toList();
    }
}
