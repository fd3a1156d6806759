package dev.vitrine.console.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.operation.RegistryImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherCostsTest {
    private final PriceList prices = PriceList.of("us-east-1");

    @Test
    void calls_cost_what_lambda_asks_for_requests_and_memory() {
        assertThat(OtherCosts.calls(1_024, prices)).isCloseTo(0.20 + 100_000 * 0.0000166667, within(1e-6));
    }

    @Test
    void an_image_with_two_tags_is_kept_once() {
        RegistryImage image = new RegistryImage(
                "vitrine/a", "a", "sha256:1", List.of("x"), 2_000_000_000, Optional.of(Instant.EPOCH));

        assertThat(OtherCosts.of(List.of(), List.of(image, image), prices).rows())
                .containsExactly(
                        List.of("2.0 GB of images, a month", "$0.20"),
                        List.of("a load balancer, if any, a month", "$16.43"));
    }
}
