package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A name for a version of a function, or for two of them by weight.
 *
 * @param version that it names: a number or {@code $LATEST}
 * @param weights by version, what share of the requests goes to another one: above 0, below 1 in sum; at most one entry
 */
record Alias(
        String function,
        String name,
        String version,
        String description,
        Map<String, Double> weights,
        String revisionId) {
    Alias {
        weights = Map.copyOf(weights);
    }

    /** The version for one request. */
    String pick(RandomGenerator random) {
        double point = random.nextDouble();
        for (Map.Entry<String, Double> other : weights.entrySet()) {
            if (point < other.getValue()) {
                return other.getKey();
            }
            point -= other.getValue();
        }
        return version;
    }

    boolean names(String other) {
        return version.equals(other) || weights.containsKey(other);
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("AliasArn", FunctionName.arn(function) + ":" + name)
                .put("Name", name)
                .put("FunctionVersion", version)
                .put("Description", description)
                .put("RevisionId", revisionId);
        if (!weights.isEmpty()) {
            ObjectNode additional = node.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
            weights.forEach(additional::put);
        }
        return node;
    }
}
