package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @Test
    void what_is_too_long_is_kept_in_part_and_says_of_how_many(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("state.json");
        StateFile state = StateFile.open(file);
        state.put("presets", List.of("mine"));
        state.putList("tasks", Collections.nCopies(20_000, "x".repeat(1_000)));
        state.save();

        assertThat(Files.size(file)).isBetween(1_000_000L, 8_000_000L);
        StateFile again = StateFile.open(file);
        assertThat(again.list("presets", String.class)).contains(List.of("mine"));
        assertThat(again.list("tasks", String.class).orElseThrow()).hasSizeBetween(1_000, 19_999);
        assertThat(again.sizeOf("tasks")).isEqualTo(20_000);
    }

    @Test
    void what_is_abandoned_is_not_written(@TempDir Path folder) {
        Path file = folder.resolve("state.json");
        StateFile state = StateFile.open(file);
        state.put("presets", List.of("of another account"));
        state.abandon();
        state.save();
        assertThat(file).doesNotExist();
    }
}
