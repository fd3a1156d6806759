package dev.vitrine.console.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.common.operation.TaskLaunch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaunchRequestTest {
    private final TaskDefinitionDetail definition = new TaskDefinitionDetail(
            "arn:aws:ecs:us-east-1:000000000000:task-definition/vitrine-banknote:3",
            "vitrine-banknote",
            3,
            "image",
            "batch",
            1024,
            4096,
            List.of(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    @Test
    void what_is_empty_stays_as_it_is_defined() {
        TaskLaunch launch = LaunchRequest.read(Map.of("count", "2", "cpu", "", "memory", "8192"), definition);
        assertThat(launch.count()).isEqualTo(2);
        assertThat(launch.cpuUnits()).isEmpty();
        assertThat(launch.memoryMb()).contains(8192);
        assertThat(launch.container()).isEqualTo("batch");
    }

    @Test
    void words_are_split_as_a_shell_does_and_variables_are_read_line_by_line() {
        TaskLaunch launch = LaunchRequest.read(
                Map.of("command", "train --name 'my model' \"a b\" --note=\"c d\"", "environment", "A=1\n\nB=x=y"),
                definition);
        assertThat(launch.command()).containsExactly("train", "--name", "my model", "a b", "--note=c d");
        assertThat(launch.environment()).containsEntry("A", "1").containsEntry("B", "x=y");
    }

    @Test
    void what_fargate_would_refuse_is_told_before() {
        assertThatThrownBy(() -> LaunchRequest.read(Map.of("memory", "100"), definition))
                .hasMessageContaining("2048 to 8192 MB, not 100");
        assertThatThrownBy(() -> LaunchRequest.read(Map.of("environment", "no equals sign"), definition))
                .hasMessageContaining("NAME=value");
        assertThatThrownBy(() -> LaunchRequest.read(Map.of("count", "many"), definition))
                .hasMessageContaining("whole number");
    }

    @Test
    void a_preset_replaces_that_of_its_name_for_the_same_definition_alone() {
        Preset kept = new Preset("big", Map.of("family", "vitrine-banknote", "memory", "4096"));
        assertThat(new Preset("big", Map.of("family", "vitrine-banknote")).replaces(kept))
                .isTrue();
        assertThat(new Preset("big", Map.of("family", "vitrine-digits")).replaces(kept))
                .isFalse();
        assertThat(new Preset("small", Map.of("family", "vitrine-banknote")).replaces(kept))
                .isFalse();
    }

    @Test
    void a_preset_keeps_no_secret() {
        Preset preset = new Preset("big", Map.of("environment", "API_TOKEN=correct-horse\nSIZE=large"));
        assertThat(preset.answers().get("environment")).isEqualTo("API_TOKEN=\nSIZE=large");
    }

    @Test
    void a_command_whose_secret_was_not_kept_asks_for_it() {
        Preset preset = new Preset("big", Map.of("command", "train --api-key correct-horse"));
        assertThat(preset.answers().get("command")).isEqualTo("train --api-key (hidden)");
        assertThatThrownBy(() -> LaunchRequest.read(preset.answers(), definition))
                .hasMessageContaining("in place of (hidden)");
    }
}
