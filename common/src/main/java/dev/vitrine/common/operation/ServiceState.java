package dev.vitrine.common.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A service of the cluster.
 *
 * @param definition address of the task definition of its newest deployment
 * @param image that this definition names
 * @param digests of the images that its running tasks pulled; none on a service that was listed without its tasks
 * @param deployments newest first
 * @param events newest first, as many as ECS tells
 * @param targetGroups addresses of the load balancer's groups that its tasks are registered with
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
        List<Event> events,
        List<String> targetGroups) {
    public ServiceState {
        digests = List.copyOf(digests);
        deployments = List.copyOf(deployments);
        events = List.copyOf(events);
        targetGroups = targetGroups == null ? List.of() : List.copyOf(targetGroups);
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

    /** The same, each with what its running tasks among these tell of image and digests. */
    public static List<ServiceState> with(List<ServiceState> services, List<ClusterTask> tasks) {
        Map<String, List<ClusterTask>> byGroup =
                tasks.stream().filter(task -> !task.isStopped()).collect(Collectors.groupingBy(ClusterTask::group));
        return services.stream()
                .map(service -> service.running(byGroup.getOrDefault("service:" + service.name, List.of())))
                .toList();
    }

    private ServiceState running(List<ClusterTask> tasks) {
        List<String> pulled = tasks.stream()
                .map(ClusterTask::digest)
                .filter(digest -> !digest.isBlank())
                .distinct()
                .toList();
        String named = image.isBlank() && !tasks.isEmpty() ? tasks.getFirst().image() : image;
        return new ServiceState(
                arn,
                name,
                status,
                desired,
                running,
                pending,
                definition,
                named,
                pulled,
                deployments,
                events,
                targetGroups);
    }

    /** Rollout of the newest deployment. */
    public String rollout() {
        return deployments.isEmpty() ? "" : deployments.getFirst().rollout();
    }

    /** Family of the definition. */
    public String family() {
        String name = definitionName();
        int colon = name.lastIndexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** Family and revision of the definition. */
    public String definitionName() {
        return definition.substring(definition.lastIndexOf('/') + 1);
    }
}
