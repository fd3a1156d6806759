package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    @Test
    void what_is_too_long_is_kept_in_part_and_says_of_how_many(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("state.json");
        StateFile state = StateFile.open(file);
        state.put("presets", List.of("mine"));
        state.putList("tasks", Collections.nCopies(20_000, "x".repeat(1_000)));
        state.save();

        assertThat(Files.size(file)).isBetween(1_000_000L, 2_000_000L);
        StateFile again = StateFile.open(file);
        assertThat(again.list("presets", String.class)).contains(List.of("mine"));
        assertThat(again.list("tasks", String.class).orElseThrow()).hasSizeBetween(1_000, 19_999);
        assertThat(again.sizeOf("tasks")).isEqualTo(20_000);
    }

    @Test
    void what_was_put_is_found_again(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("state.json");
        StateFile state = StateFile.open(file);
        state.put("a \"name\"", "an \u00e4\u20ac\ud83d\ude00 and a\nline");
        state.put("number", -12.5e30);
        state.put("whole", 7);
        state.put("nested", Map.of("list", List.of(Map.of("}", "]"), Map.of())));
        state.putList("none", List.of());
        state.save();
        state.put("whole", 8);
        state.save();

        assertThat(folder).isDirectoryContaining("glob:**/state.json").isDirectoryNotContaining("glob:**/state?*.json");
        StateFile again = StateFile.open(file);
        assertThat(again.value("a \"name\"", String.class)).contains("an \u00e4\u20ac\ud83d\ude00 and a\nline");
        assertThat(again.value("number", Double.class)).contains(-12.5e30);
        assertThat(again.value("whole", Integer.class)).contains(8);
        assertThat(again.value("nested", Map.class)).contains(Map.of("list", List.of(Map.of("}", "]"), Map.of())));
        assertThat(again.list("none", String.class)).contains(List.of());
        assertThat(again.list("never", String.class)).isEmpty();
    }

    @Test
    void times_are_kept_to_the_millisecond_and_those_of_an_earlier_console_are_read(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("state.json");
        Files.writeString(file, "{\"before\":\"2026-11-22T01:02:03.456789Z\"}");
        StateFile state = StateFile.open(file);
        Instant before = state.value("before", Instant.class).orElseThrow();
        assertThat(before).isEqualTo("2026-11-22T01:02:03.456789Z");
        state.put("now", before);
        state.put("day", LocalDate.of(2026, 11, 22));
        state.put("span", Duration.ofMillis(1_500));
        state.save();

        StateFile again = StateFile.open(file);
        assertThat(again.value("now", Instant.class).orElseThrow()).isEqualTo("2026-11-22T01:02:03.456Z");
        assertThat(again.value("day", LocalDate.class)).contains(LocalDate.of(2026, 11, 22));
        assertThat(again.value("span", Duration.class)).contains(Duration.ofMillis(1_500));
    }

    @Test
    void what_is_not_understood_is_left_out_alone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("state.json");
        Files.writeString(
                file, " { \"tasks\" : [ {\"is\": \"of another version\"} ],\n \"usage\":[null], \"line\" : 5 } ");
        StateFile state = StateFile.open(file);
        assertThat(state.list("tasks", Integer.class)).isEmpty();
        assertThat(state.list("usage", String.class)).isEmpty();
        assertThat(state.value("line", Integer.class)).contains(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "7", "{\"line\":5", "{\"line\":5,\"tasks\":[1,", "\u0000\u0001", "{\"line\" 5}"})
    void a_broken_file_is_begun_anew(String broken, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("state.json");
        Files.writeString(file, broken);
        StateFile state = StateFile.open(file);
        assertThat(state.value("line", Integer.class)).isEmpty();
        state.put("line", 6);
        state.save();
        assertThat(StateFile.open(file).value("line", Integer.class)).contains(6);
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
