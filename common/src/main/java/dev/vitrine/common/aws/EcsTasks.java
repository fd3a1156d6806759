package dev.vitrine.common.aws;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.Receipt;
import dev.vitrine.common.operation.StartedTasks;
import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.common.operation.TaskLaunch;
import dev.vitrine.common.operation.TaskOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** {@link TaskOperations} on ECS. */
public final class EcsTasks implements TaskOperations {
    private static final int MOST_DESCRIBED = 100;
    private static final int MOST_KEPT = 5_000;
    private static final String STARTED_BY = "vitrine-console";

    private final EcsClient ecs;
    private final String cluster;
    private final Map<String, TaskDefinitionDetail> definitions = new ConcurrentHashMap<>();
    /** Those that had stopped at the last listing: nothing changes about them any more. */
    private volatile Map<String, ClusterTask> stopped = Map.of();

    public EcsTasks(EcsClient ecs, String cluster) {
        this.ecs = ecs;
        this.cluster = cluster;
    }

    @Override
    public List<ClusterTask> tasks(Consumer<List<ClusterTask>> soFar) {
        return CloudProblems.call("list the tasks", () -> {
            List<String> arns = Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                    .flatMap(this::arns)
                    .distinct()
                    .toList();
            Map<String, ClusterTask> known = stopped;
            List<ClusterTask> tasks = new ArrayList<>(arns.size());
            arns.stream().filter(known::containsKey).map(known::get).forEach(tasks::add);
            List<String> others =
                    arns.stream().filter(arn -> !known.containsKey(arn)).toList();
            for (int from = 0; from < others.size(); from += MOST_DESCRIBED) {
                List<String> some = others.subList(from, Math.min(from + MOST_DESCRIBED, others.size()));
                for (Task task : ecs.describeTasks(
                                request -> request.cluster(cluster).tasks(some))
                        .tasks()) {
                    tasks.add(ClusterTasks.of(task));
                }
                soFar.accept(List.copyOf(tasks));
            }
            stopped = tasks.stream()
                    .filter(ClusterTask::isStopped)
                    .collect(Collectors.toMap(ClusterTask::arn, task -> task, (one, same) -> one));
            return List.copyOf(tasks);
        });
    }

    private Stream<String> arns(DesiredStatus status) {
        return ecs.listTasksPaginator(request -> request.cluster(cluster).desiredStatus(status)).taskArns().stream();
    }

    @Override
    public List<String> families() {
        return CloudProblems.call("list what can be run", () -> ecs
                .listTaskDefinitionFamiliesPaginator(
                        request -> request.familyPrefix("vitrine").status("ACTIVE"))
                .families()
                .stream()
                .sorted()
                .toList());
    }

    @Override
    public List<String> revisions(String family, int limit) {
        return CloudProblems.call("list the revisions of " + family, () -> ecs
                .listTaskDefinitionsPaginator(request ->
                        request.familyPrefix(family).sort(SortOrder.DESC).status("ACTIVE"))
                .taskDefinitionArns()
                .stream()
                .filter(arn -> arn.contains("/" + family + ":"))
                .limit(limit)
                .toList());
    }

    @Override
    public TaskDefinitionDetail definition(String arnOrFamily) {
        TaskDefinitionDetail known = definitions.get(arnOrFamily);
        if (known != null) {
            return known;
        }
        TaskDefinitionDetail found = TaskDefinitions.detail(describe(arnOrFamily));
        if (definitions.size() >= MOST_KEPT) {
            definitions.clear();
        }
        definitions.put(found.arn(), found);
        return found;
    }

    private TaskDefinition describe(String arnOrFamily) {
        return CloudProblems.call("look at definition " + arnOrFamily, () -> ecs.describeTaskDefinition(
                        request -> request.taskDefinition(arnOrFamily))
                .taskDefinition());
    }

    @Override
    public Receipt registerWithImage(String arn, String image) {
        TaskDefinition found = describe(arn);
        List<ContainerDefinition> containers = new ArrayList<>(found.containerDefinitions());
        containers.set(0, containers.getFirst().toBuilder().image(image).build());
        return CloudProblems.call("register " + found.family() + " with another image", () -> {
            RegisterTaskDefinitionResponse response =
                    ecs.registerTaskDefinition(TaskDefinitions.copy(found, containers));
            return new Receipt(
                    response.responseMetadata().requestId(),
                    response.taskDefinition().taskDefinitionArn());
        });
    }

    @Override
    public StartedTasks run(TaskLaunch launch) {
        RunTaskResponse response =
                CloudProblems.call("start " + launch.definition(), () -> ecs.runTask(request(launch)));
        if (response.tasks().isEmpty()) {
            throw ClusterTasks.refused(launch, response.failures());
        }
        return new StartedTasks(
                response.responseMetadata().requestId(),
                response.tasks().stream().map(Task::taskArn).toList(),
                response.tasks().size() < launch.count() ? ClusterTasks.why(response.failures()) : "");
    }

    private RunTaskRequest request(TaskLaunch launch) {
        ContainerOverride container = ContainerOverride.builder()
                .name(launch.container())
                .command(launch.command().isEmpty() ? null : launch.command())
                .environment(launch.environment().entrySet().stream()
                        .map(entry -> KeyValuePair.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
        return RunTaskRequest.builder()
                .cluster(cluster)
                .taskDefinition(launch.definition())
                .count(launch.count())
                .launchType(LaunchType.FARGATE)
                .startedBy(STARTED_BY)
                .networkConfiguration(network(launch))
                .overrides(overrides -> overrides
                        .containerOverrides(container)
                        .cpu(launch.cpuUnits().map(String::valueOf).orElse(null))
                        .memory(launch.memoryMb().map(String::valueOf).orElse(null)))
                .build();
    }

    private static @Nullable NetworkConfiguration network(TaskLaunch launch) {
        if (launch.subnets().isEmpty()) {
            return null;
        }
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(vpc -> vpc.subnets(launch.subnets())
                        .securityGroups(launch.securityGroups())
                        .assignPublicIp("ENABLED"))
                .build();
    }

    @Override
    public Receipt stop(String taskArn, String reason) {
        return CloudProblems.call("stop the task", () -> {
            StopTaskResponse response = ecs.stopTask(
                    request -> request.cluster(cluster).task(taskArn).reason(reason));
            return new Receipt(response.responseMetadata().requestId(), "");
        });
    }
}
