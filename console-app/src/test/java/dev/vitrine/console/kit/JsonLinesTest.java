package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    record Act(int number) {}

    @Test
    void two_consoles_add_to_one_file_and_neither_loses_the_others(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("acts.journal");
        JsonLines<Act> one = new JsonLines<>(file, Act.class, 500);
        JsonLines<Act> other = new JsonLines<>(file, Act.class, 500);
        for (int i = 0; i < 20; i += 2) {
            one.add(new Act(i));
            other.add(new Act(i + 1));
        }
        assertThat(one.read()).hasSize(20).isEqualTo(other.read());
        assertThat(one.read().getLast()).isEqualTo(new Act(19));
    }

    @Test
    void the_oldest_go_and_a_broken_line_is_left_out(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("acts.journal");
        JsonLines<Act> lines = new JsonLines<>(file, Act.class, 10);
        for (int i = 0; i < 100; i++) {
            lines.add(new Act(i));
        }
        assertThat(lines.read()).hasSize(10).first().isEqualTo(new Act(90));
        assertThat(Files.readAllLines(file)).hasSize(10);
        Files.writeString(file, "{\"number\":", StandardOpenOption.APPEND);
        assertThat(lines.read()).hasSize(9).last().isEqualTo(new Act(99));
    }
}
