package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.OperationException;
import dev.vitrine.common.operation.TaskLaunch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks as ECS tells of them. */
final class ClusterTasks {
    private ClusterTasks() {}

    static ClusterTask of(Task task) {
        String definition =
                task.taskDefinitionArn().substring(task.taskDefinitionArn().lastIndexOf('/') + 1);
        int colon = definition.lastIndexOf(':');
        String family = definition.substring(0, colon);
        Optional<Container> container = main(task);
        return new ClusterTask(
                task.taskArn(),
                family,
                Integer.parseInt(definition.substring(colon + 1)),
                orBlank(task.group()),
                orBlank(task.lastStatus()),
                number(task.cpu()),
                number(task.memory()),
                Optional.ofNullable(task.createdAt()),
                Optional.ofNullable(task.startedAt()),
                Optional.ofNullable(task.stoppedAt()),
                orBlank(task.startedBy()),
                EcsWorkerStarter.SPOT_PROVIDER.equals(task.capacityProviderName()),
                container.map(Container::name).orElse(""),
                container.map(Container::runtimeId).orElse(""),
                container.map(Container::image).orElse(""),
                container.map(Container::imageDigest).orElse(""),
                container.map(Container::exitCode),
                orBlank(task.stoppedReason()),
                task.stoppedAt() == null ? Optional.empty() : TaskEnds.badEnd(task, family));
    }

    /** The first that is not one of those that AWS puts beside every task where its account has them switched on. */
    private static Optional<Container> main(Task task) {
        return task.containers().stream()
                .filter(container -> !isOfAws(container))
                .findFirst()
                .or(() -> task.containers().stream().findFirst());
    }

    static boolean isOfAws(Container container) {
        String name = orBlank(container.name());
        return name.startsWith("aws-guardduty-agent") || name.startsWith("ecs-service-connect");
    }

    static OperationException refused(TaskLaunch launch, List<Failure> failures) {
        return new OperationException(
                new CloudProblem(CloudProblem.Kind.REFUSED, launch.definition() + " was not started: " + why(failures)),
                new IllegalStateException("RunTask started nothing"));
    }

    static String why(List<Failure> failures) {
        return failures.stream()
                .findFirst()
                .map(Failure::reason)
                .map(TaskEnds::refused)
                .orElse("ECS gave no reason; try again");
    }

    private static String orBlank(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? 0 : Integer.parseInt(text);
    }
}
