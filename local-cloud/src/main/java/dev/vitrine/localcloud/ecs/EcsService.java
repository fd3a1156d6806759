package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.elb.Targets;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.JsonService;
import dev.vitrine.localcloud.logs.LogSink;
import dev.vitrine.localcloud.metrics.MetricSink;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.process.ImageStore;
import dev.vitrine.localcloud.process.Runner;
import dev.vitrine.localcloud.secret.SecretValues;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;

/** ECS: what it answers to, operation by operation. */
public final class EcsService implements JsonService {
    private final StateFile state;
    private final Tasks tasks;
    private final Clusters clusters;
    private final DefinitionOperations definitionOperations;
    private final TaskOperations taskOperations;
    private final ServiceOperations serviceOperations;
    private final TagOperations tagOperations;
    private final ServiceScheduler scheduler;
    private final TaskSampler sampler;

    /**
     * Opens the state and takes up the tasks that run.
     *
     * @param folder for the state of ECS, this service's alone
     * @param secrets what the definitions of tasks refer to
     * @param targets where tasks of services are registered
     * @param metrics where it is told what tasks use
     */
    public EcsService(
            EcsConfig config,
            Path folder,
            Runner runner,
            ImageStore images,
            ChildEnvironment environment,
            SecretValues secrets,
            LogSink logs,
            Targets targets,
            MetricSink metrics,
            Clock clock) {
        state = StateFile.open(folder.resolve("ecs.mv"));
        TaskDefinitions definitions = new TaskDefinitions(state, clock);
        ContainerLauncher launcher =
                new ContainerLauncher(folder.resolve("tasks"), runner, images, environment, secrets, logs, clock);
        tasks = new Tasks(state, definitions, launcher, config, clock);
        Services services = new Services(state, tasks);
        clusters = new Clusters(state, tasks, services);
        definitionOperations = new DefinitionOperations(definitions, clock);
        taskOperations = new TaskOperations(clusters, definitions, tasks, config);
        serviceOperations = new ServiceOperations(clusters, definitions, services, targets, clock);
        tagOperations = new TagOperations(definitions, tasks, services);
        scheduler = new ServiceScheduler(services, new ServiceTasks(tasks, definitions, targets), config, clock);
        tasks.resume();
        scheduler.start();
        sampler = new TaskSampler(tasks, metrics, config.second(), clock);
    }

    @Override
    public String targetPrefix() {
        return "AmazonEC2ContainerServiceV20141113";
    }

    @Override
    public JsonNode call(String operation, ObjectNode input) {
        return switch (operation) {
            case "CreateCluster" -> clusters.create(input);
            case "PutClusterCapacityProviders" -> clusters.putCapacityProviders(input);
            case "UpdateClusterSettings" -> clusters.updateSettings(input);
            case "DescribeClusters" -> clusters.describe(input);
            case "ListClusters" -> clusters.list(input);
            case "DeleteCluster" -> clusters.delete(input);
            case "RegisterTaskDefinition" -> definitionOperations.register(input);
            case "DeregisterTaskDefinition" -> definitionOperations.deregister(input);
            case "DescribeTaskDefinition" -> definitionOperations.describe(input);
            case "ListTaskDefinitions" -> definitionOperations.list(input);
            case "ListTaskDefinitionFamilies" -> definitionOperations.families(input);
            case "RunTask" -> taskOperations.run(input);
            case "StopTask" -> taskOperations.stop(input);
            case "DescribeTasks" -> taskOperations.describe(input);
            case "ListTasks" -> taskOperations.list(input);
            case "CreateService" -> serviceOperations.create(input);
            case "UpdateService" -> serviceOperations.update(input);
            case "DeleteService" -> serviceOperations.delete(input);
            case "DescribeServices" -> serviceOperations.describe(input);
            case "ListServices" -> serviceOperations.list(input);
            case "TagResource" -> tagOperations.tag(input);
            case "UntagResource" -> tagOperations.untag(input);
            case "ListTagsForResource" -> tagOperations.list(input);
            default -> throw AwsException.unknownOperation("ECS", operation);
        };
    }

    @Override
    public void close() {
        sampler.close();
        scheduler.close();
        tasks.close();
        state.close();
    }
}
