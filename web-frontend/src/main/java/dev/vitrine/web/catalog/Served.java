package dev.vitrine.web.catalog;

import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.prototype.Prototype;
import java.util.List;

/**
 * A version of a prototype with all that its pages show.
 *
 * @param examples the first of its example rows
 * @param metrics what was measured of its model
 * @param readme HTML made from its README, escaped; empty when it has none
 */
public record Served(
        ModelVersion version, Prototype prototype, List<Example> examples, List<Metric> metrics, String readme) {
    public Served {
        examples = List.copyOf(examples);
        metrics = List.copyOf(metrics);
    }

    public String name() {
        return prototype.name();
    }
}
