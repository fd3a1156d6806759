package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.List;

/**
 * One rollout of a service, as it is stored.
 *
 * @param id such as {@code ecs-svc/1234567890123456789}; the tasks that it starts say they were started by it
 * @param primary true for the newest, whose tasks are to run; the tasks of the others are to go
 * @param failedTasks tasks that never became healthy
 * @param createdAt milliseconds since 1970
 */
record Deployment(
        String id,
        String taskDefinition,
        boolean primary,
        RolloutState rolloutState,
        String rolloutReason,
        int failedTasks,
        long createdAt,
        long updatedAt) {
    /** How far the rollout is. */
    enum RolloutState {
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }

    Deployment with(boolean changed, RolloutState state, String reason, long now) {
        return new Deployment(id, taskDefinition, changed, state, reason, failedTasks, createdAt, now);
    }

    Deployment withFailedTasks(int count, long now) {
        return new Deployment(id, taskDefinition, primary, rolloutState, rolloutReason, count, createdAt, now);
    }

    /** In the shape of ECS's answers. */
    ObjectNode json(Service service, List<Task> tasks) {
        List<Task> own =
                tasks.stream().filter(it -> it.request().startedBy().equals(id)).toList();
        long wanted = own.stream().filter(it -> it.stop() == null).count();
        ObjectNode node = Json.object()
                .put("id", id)
                .put("status", primary ? "PRIMARY" : "ACTIVE")
                .put("taskDefinition", taskDefinition)
                .put("desiredCount", primary ? service.desiredCount() : wanted)
                .put("pendingCount", Service.pending(own))
                .put("runningCount", Service.running(own))
                .put("failedTasks", failedTasks)
                .put("rolloutState", rolloutState.name())
                .put("rolloutStateReason", rolloutReason);
        service.launch(node);
        Json.time(node, "createdAt", createdAt);
        Json.time(node, "updatedAt", updatedAt);
        return node;
    }
}
