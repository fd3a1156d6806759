package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

/**
 * How a service replaces its tasks.
 *
 * @param minimumHealthyPercent of the desired count that stay healthy meanwhile
 * @param maximumPercent of the desired count that run meanwhile
 * @param breaker whether a deployment is given up whose tasks fail
 * @param rollback whether the service then goes back to the last deployment that was completed
 */
record DeploymentConfig(int minimumHealthyPercent, int maximumPercent, boolean breaker, boolean rollback) {
    private static final int MIN_THRESHOLD = 3;
    private static final int MAX_THRESHOLD = 200;

    DeploymentConfig {
        if (minimumHealthyPercent < 0 || maximumPercent < minimumHealthyPercent || maximumPercent < 100) {
            throw EcsErrors.invalid(
                    "minimumHealthyPercent must not be negative, and maximumPercent must be at least 100"
                            + " and not less than it.");
        }
        if (minimumHealthyPercent == 100 && maximumPercent == 100) {
            throw EcsErrors.invalid("The specified deployment configuration is not valid: minimumHealthyPercent and"
                    + " maximumPercent of 100 leave no room to replace a task.");
        }
    }

    static DeploymentConfig parse(JsonNode node) {
        JsonNode breaker = node.path("deploymentCircuitBreaker");
        return new DeploymentConfig(
                node.path("minimumHealthyPercent").asInt(100),
                node.path("maximumPercent").asInt(200),
                breaker.path("enable").asBoolean(),
                breaker.path("rollback").asBoolean());
    }

    /** How many failed tasks make a deployment a failure. */
    int threshold(int desired) {
        return Math.clamp((desired + 1) / 2, MIN_THRESHOLD, MAX_THRESHOLD);
    }

    int minimum(int desired) {
        return (int) Math.ceil(desired * minimumHealthyPercent / 100.0);
    }

    int maximum(int desired) {
        return desired * maximumPercent / 100;
    }

    /** In the shape of ECS's answers. */
    ObjectNode json() {
        ObjectNode node = Json.object();
        node.putObject("deploymentCircuitBreaker").put("enable", breaker).put("rollback", rollback);
        return node.put("maximumPercent", maximumPercent).put("minimumHealthyPercent", minimumHealthyPercent);
    }
}
