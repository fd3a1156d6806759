package dev.vitrine.common.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryImageTest {
    @Test
    void an_image_of_another_repository_whose_name_begins_alike_is_no_image_of_this_one() {
        String uri = "000000000000.dkr.ecr.us-east-1.amazonaws.com/vitrine/predictor";
        RegistryImage image =
                new RegistryImage("vitrine/predictor", uri, "sha256:1", List.of("a"), 1, Optional.empty());

        assertThat(image.isOfRepository(uri + ":latest")).isTrue();
        assertThat(image.isOfRepository(uri + "@sha256:2")).isTrue();
        assertThat(image.isOfRepository(uri + "-day-planner:latest")).isFalse();
    }
}
