package dev.vitrine.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.container.EngineChoice;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalCloudConfigTest {
    @Test
    void theContainerEngineIsChosenByName() throws Exception {
        assertThat(LocalCloudConfig.of(Map.of()).engine()).isEqualTo(EngineChoice.AUTO);
        assertThat(LocalCloudConfig.of(Map.of("CONTAINER_ENGINE", "none")).engine())
                .isEqualTo(EngineChoice.NONE);
        assertThatThrownBy(() -> LocalCloudConfig.of(Map.of("CONTAINER_ENGINE", "dokcer")))
                .isInstanceOf(StartupException.class)
                .hasMessage("CONTAINER_ENGINE must be auto, podman, docker or none, not \"dokcer\".");
    }
}
