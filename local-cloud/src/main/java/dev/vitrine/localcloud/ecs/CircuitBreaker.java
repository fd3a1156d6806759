package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.ecs.Deployment.RolloutState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Gives up a deployment whose tasks fail again and again, and goes back to the last that was completed where wanted. */
record CircuitBreaker(Clock clock) {
    /** The service as it goes on: as before, unless too many of its tasks have failed. */
    Service check(Service before) {
        Deployment primary = before.primary();
        DeploymentConfig config = before.config();
        if (!config.breaker()
                || primary.rolloutState() != RolloutState.IN_PROGRESS
                || primary.failedTasks() < config.threshold(before.desiredCount())) {
            return before;
        }
        long now = clock.millis();
        String why = "ECS deployment circuit breaker: tasks failed to start.";
        Service service = before.withDeployment(primary.id(), it -> it.with(true, RolloutState.FAILED, why, now));
        service = service.says(now, "(deployment " + primary.id() + ") deployment failed: tasks failed to start.");
        Deployment good = before.deployments().stream()
                .filter(it -> it.rolloutState() == RolloutState.COMPLETED)
                .findFirst()
                .orElse(null);
        if (!config.rollback() || good == null) {
            return service;
        }
        List<Deployment> deployments = new ArrayList<>();
        String back = "ECS deployment circuit breaker: rolling back to deploymentId " + good.id() + ".";
        deployments.add(good.with(true, RolloutState.IN_PROGRESS, back, now).withFailedTasks(0, now));
        service.deployments().stream()
                .filter(it -> !it.id().equals(good.id()))
                .forEach(it -> deployments.add(it.with(false, it.rolloutState(), it.rolloutReason(), now)));
        return service.withDeployments(deployments).says(now, "rolling back to deployment " + good.id() + ".");
    }
}
