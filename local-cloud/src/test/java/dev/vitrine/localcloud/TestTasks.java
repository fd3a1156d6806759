package dev.vitrine.localcloud;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks of one container, in the cluster {@code vitrine}, whose output goes to {@code /vitrine/<family>}. */
public final class TestTasks {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EcsClient ecs;

    public TestTasks(EcsClient ecs) {
        this.ecs = ecs;
        ecs.createCluster(r -> r.clusterName("vitrine"));
    }

    /** Starts a task of the image; its words replace the image's command. */
    public Task start(String family, String image, String... command) {
        ContainerDefinition container = ContainerDefinition.builder()
                .name("main")
                .image(image)
                .command(List.of(command))
                .stopTimeout(2)
                .logConfiguration(l -> l.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of(
                                "awslogs-group",
                                "/vitrine/" + family,
                                "awslogs-region",
                                "us-east-1",
                                "awslogs-create-group",
                                "true",
                                "awslogs-stream-prefix",
                                "test")))
                .build();
        ecs.registerTaskDefinition(r -> r.family(family)
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .executionRoleArn("arn:aws:iam::000000000000:role/vitrine-execution")
                .cpu("256")
                .memory("512")
                .containerDefinitions(container));
        return ecs.runTask(r -> r.cluster("vitrine").taskDefinition(family))
                .tasks()
                .getFirst();
    }

    public Task describe(Task task) {
        return ecs.describeTasks(r -> r.cluster("vitrine").tasks(task.taskArn()))
                .tasks()
                .getFirst();
    }

    public Task awaitStatus(Task task, String status) {
        return await().atMost(PATIENCE)
                .until(() -> describe(task), it -> it.lastStatus().equals(status));
    }
}
