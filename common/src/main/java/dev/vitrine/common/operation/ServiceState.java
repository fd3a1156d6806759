package dev.vitrine.common.operation;

import java.time.Instant;
import java.util.List;

/**
 * A service of the cluster.
 *
 * @param definition address of the task definition of its newest deployment
 * @param image that this definition names
 * @param digests of the images that its running tasks pulled; none on a service that was listed without its tasks
 * @param deployments newest first
 * @param events newest first, as many as ECS tells
 */
public record ServiceState(
        String arn,
        String name,
        String status,
        int desired,
        int running,
        int pending,
        String definition,
        String image,
        List<String> digests,
        List<Deployment> deployments,
        List<Event> events) {
    public ServiceState {
        digests = List.copyOf(digests);
        deployments = List.copyOf(deployments);
        events = List.copyOf(events);
    }

    /**
     * A deployment of the service.
     *
     * @param status PRIMARY, ACTIVE or INACTIVE
     * @param rollout IN_PROGRESS, COMPLETED or FAILED, with the reason
     */
    public record Deployment(
            String id,
            String status,
            String rollout,
            String reason,
            String definition,
            int desired,
            int running,
            int failed,
            Instant at) {}

    /** What ECS said about the service. */
    public record Event(Instant at, String message) {}

    /** The same with the digests of its running tasks among these. */
    public ServiceState with(List<ClusterTask> tasks) {
        List<String> pulled = tasks.stream()
                .filter(task -> !task.isStopped() && task.group().equals("service:" + name))
                .map(ClusterTask::digest)
                .filter(digest -> !digest.isBlank())
                .distinct()
                .toList();
        return new ServiceState(
                arn, name, status, desired, running, pending, definition, image, pulled, deployments, events);
    }

    /** Rollout of the newest deployment. */
    public String rollout() {
        return deployments.isEmpty() ? "" : deployments.getFirst().rollout();
    }

    /** Family and revision of the definition. */
    public String definitionName() {
        return definition.substring(definition.lastIndexOf('/') + 1);
    }
}
