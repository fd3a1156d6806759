package dev.vitrine.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SnippetsTest {
    private static final String ODD = "it's \"$(touch x)\" `y` \\ \n ü";

    private static Snippets of(String text) {
        ObjectNode body = Json.object();
        body.putArray("inputs").addObject().put("note", text).put("good", true);
        return Snippets.of("https://demo.example.org", "coins", "O'Hara", body);
    }

    @Test
    void a_shell_takes_every_value_as_it_is() throws IOException, InterruptedException {
        String program = of(ODD).curl().replaceFirst("curl", "printf '%s|'");
        Process shell = new ProcessBuilder("/bin/sh", "-c", program).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(words.split("\\|", -1))
                .contains(
                        "O'Hara:",
                        "https://demo.example.org/api/v1/prototypes/coins/predictions",
                        Json.object()
                                .set(
                                        "inputs",
                                        Json.MAPPER
                                                .createArrayNode()
                                                .add(Json.object()
                                                        .put("note", ODD)
                                                        .put("good", true)))
                                .toString());
    }

    @Test
    void programs_write_values_as_their_languages_do() {
        Snippets code = of(ODD);
        assertThat(code.python()).contains("\"good\": True", "it's \\\"$(touch x)\\\" `y` \\\\ \\n ü");
        assertThat(code.java()).contains("\\\"good\\\":true", "\"O'Hara\" + \":\"");
        assertThat(code.file()).isFalse();
    }

    @Test
    void long_inputs_come_from_a_file() {
        Snippets code = of("x".repeat(5_000));
        assertThat(code.file()).isTrue();
        assertThat(code.curl()).contains("@inputs.json").hasSizeLessThan(300);
        assertThat(code.python()).contains("json.load(open(\"inputs.json\"))");
        assertThat(code.java()).contains("Files.readString(Path.of(\"inputs.json\"))");
    }
}
