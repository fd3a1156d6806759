package dev.vitrine.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.artifact.PublishedPrototype;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.console.kit.StateFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The state with which the installer records what a start needs: it is of no use there once it is not understood. */
class RecordedStateTest {
    @Test
    void it_has_rows_of_all_kinds() {
        StateFile state = StateFile.open(
                Path.of("src/test/resources/recorded-state/http-127.0.0.1-9-no-profile-us-east-1_000000000000.json"));
        Map<String, Class<?>> kinds = Map.of(
                "runs", RunProgress.class,
                "tasks", ClusterTask.class,
                "services", ServiceState.class,
                "functions", FunctionState.class,
                "images", RegistryImage.class,
                "prototypes", PublishedPrototype.class,
                "definitions", TaskDefinitionDetail.class,
                "usage", TaskUsage.class);
        assertThat(kinds).allSatisfy((name, type) -> assertThat(state.list(name, type))
                .as(name)
                .hasValueSatisfying(list -> assertThat(list).isNotEmpty()));
    }
}
