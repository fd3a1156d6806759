package dev.vitrine.common.aws;

import dev.vitrine.common.job.WorkerStartException;
import dev.vitrine.common.job.WorkerStarter;
import dev.vitrine.common.operation.ClusterTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** {@link WorkerStarter} on Fargate: tasks of the family {@code vitrine-<prototype>}. */
public final class EcsWorkerStarter implements WorkerStarter {
    static final String SPOT_PROVIDER = "FARGATE_SPOT";

    private static final String STARTED_BY = ClusterTask.DISPATCHER;
    private static final int MOST_AT_ONCE = 10;
    private static final int MOST_DESCRIBED = 100;
    private static final CapacityProviderStrategyItem SPOT = CapacityProviderStrategyItem.builder()
            .capacityProvider(SPOT_PROVIDER)
            .weight(1)
            .build();

    private final EcsClient ecs;
    private final String cluster;
    private final @Nullable NetworkConfiguration network;
    private final Predicate<String> spot;

    /**
     * On one cluster.
     *
     * @param env may hold {@code VITRINE_SUBNETS} and {@code VITRINE_SECURITY_GROUPS}, ids separated by commas
     * @param spot whether a prototype's workers run on spare capacity; where there is none, they run as others do
     */
    public EcsWorkerStarter(EcsClient ecs, String cluster, Map<String, String> env, Predicate<String> spot) {
        this.spot = spot;
        this.ecs = ecs;
        this.cluster = cluster;
        this.network = network(ids(env, "VITRINE_SUBNETS"), ids(env, "VITRINE_SECURITY_GROUPS"));
    }

    private static List<String> ids(Map<String, String> env, String name) {
        return Stream.of(env.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static @Nullable NetworkConfiguration network(List<String> subnets, List<String> securityGroups) {
        if (subnets.isEmpty()) {
            return null;
        }
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(vpc ->
                        vpc.subnets(subnets).securityGroups(securityGroups).assignPublicIp("ENABLED"))
                .build();
    }

    @Override
    public int running(String prototype) {
        return Math.toIntExact(call("count the workers of " + prototype, () -> arns(prototype, DesiredStatus.RUNNING)
                .count()));
    }

    private Stream<String> arns(String prototype, DesiredStatus status) {
        return ecs
                .listTasksPaginator(request -> request.cluster(cluster)
                        .family(AwsNames.ofPrototype(prototype))
                        .desiredStatus(status))
                .taskArns()
                .stream();
    }

    @Override
    public void start(String prototype, int count) {
        for (int left = count; left > 0; left -= MOST_AT_ONCE) {
            int some = Math.min(left, MOST_AT_ONCE);
            RunTaskResponse response = run(prototype, some, spot.test(prototype));
            if (response.tasks().isEmpty()) {
                throw new WorkerStartException(
                        response.failures().stream()
                                .findFirst()
                                .map(Failure::reason)
                                .map(TaskEnds::refused)
                                .orElse("ECS started no worker and gave no reason; try again"),
                        null);
            }
            if (response.tasks().size() < some) {
                return;
            }
        }
    }

    private RunTaskResponse run(String prototype, int count, boolean onSpot) {
        RunTaskResponse response = call(
                "start workers of " + prototype,
                () -> ecs.runTask(request -> capacity(request, onSpot)
                        .cluster(cluster)
                        .taskDefinition(AwsNames.ofPrototype(prototype))
                        .networkConfiguration(network)
                        .startedBy(STARTED_BY)
                        .count(count)));
        boolean noRoom = response.tasks().isEmpty()
                && response.failures().stream().anyMatch(failure -> TaskEnds.isWantOfRoom(failure.reason()));
        return onSpot && noRoom ? run(prototype, count, false) : response;
    }

    private static RunTaskRequest.Builder capacity(RunTaskRequest.Builder request, boolean onSpot) {
        return onSpot ? request.capacityProviderStrategy(SPOT) : request.launchType(LaunchType.FARGATE);
    }

    @Override
    public List<WorkerFailure> failures(String prototype, Instant since) {
        return call("look for failed workers of " + prototype, () -> {
            List<String> stopped = arns(prototype, DesiredStatus.STOPPED).toList();
            List<WorkerFailure> failures = new ArrayList<>();
            for (int from = 0; from < stopped.size(); from += MOST_DESCRIBED) {
                List<String> some = stopped.subList(from, Math.min(from + MOST_DESCRIBED, stopped.size()));
                ecs
                        .describeTasks(
                                request -> request.cluster(cluster).tasks(some).include(TaskField.TAGS))
                        .tasks()
                        .stream()
                        .flatMap(task -> failure(prototype, task).stream())
                        .filter(failure -> !failure.at().isBefore(since))
                        .forEach(failures::add);
            }
            return List.copyOf(failures);
        });
    }

    private static Optional<WorkerFailure> failure(String prototype, Task task) {
        if (task.stoppedAt() == null) {
            return Optional.empty();
        }
        return TaskEnds.badEnd(task, AwsNames.ofPrototype(prototype))
                .map(reason -> new WorkerFailure(task.taskArn(), task.stoppedAt(), task.startedAt() != null, reason));
    }

    private <T> T call(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (ClusterNotFoundException e) {
            throw new WorkerStartException(
                    "cannot " + doing + ": there is no cluster '" + cluster + "'; publish first (make publish)", e);
        } catch (ClientException e) {
            throw new WorkerStartException("cannot " + doing + ": " + SdkErrors.inOneLine(e), e);
        } catch (SdkException e) {
            throw new WorkerStartException(
                    "cannot " + doing + ": ECS does not answer (" + SdkErrors.inOneLine(e) + ")", e);
        }
    }
}
