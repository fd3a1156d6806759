package dev.vitrine.packaging.publish;

import dev.vitrine.common.prototype.Prototype;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Sees to the task definition of a prototype's workers; registers a revision only when something differs. */
record TaskDefinitionStep(EcsClient ecs, Prototype prototype, Target target) implements Step {
    private static final int STOP_TIMEOUT_SECONDS = 30;
    private static final int CPU_UNITS = 1024;

    @Override
    public Done run() {
        String what = "task definition " + family();
        TaskDefinition found;
        try {
            found = ecs.describeTaskDefinition(request -> request.taskDefinition(family()))
                    .taskDefinition();
        } catch (ClientException e) {
            register();
            return new Done(what, Change.NEW);
        }
        if (isSame(found)) {
            return new Done(what, Change.UNCHANGED);
        }
        register();
        return new Done(what, Change.CHANGED);
    }

    private void register() {
        ecs.registerTaskDefinition(request -> request.family(family())
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu(cpu())
                .memory(memory())
                .executionRoleArn(target.role("execution"))
                .taskRoleArn(target.role("batch"))
                .containerDefinitions(container()));
    }

    private boolean isSame(TaskDefinition found) {
        if (!Objects.equals(found.cpu(), cpu())
                || !Objects.equals(found.memory(), memory())
                || found.containerDefinitions().size() != 1) {
            return false;
        }
        ContainerDefinition there = found.containerDefinitions().getFirst();
        ContainerDefinition wanted = container();
        return Objects.equals(there.name(), wanted.name())
                && Objects.equals(there.image(), wanted.image())
                && Objects.equals(there.stopTimeout(), wanted.stopTimeout())
                && Objects.equals(there.logConfiguration(), wanted.logConfiguration())
                && variables(there).equals(variables(wanted));
    }

    private ContainerDefinition container() {
        List<KeyValuePair> variables = Environment.of(prototype.name(), target).entrySet().stream()
                .map(entry -> KeyValuePair.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .sorted(Comparator.comparing(KeyValuePair::name))
                .toList();
        return ContainerDefinition.builder()
                .name("batch")
                .image(target.image("batch"))
                .essential(true)
                .stopTimeout(STOP_TIMEOUT_SECONDS)
                .environment(variables)
                .logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of(
                                "awslogs-group", Target.logGroup(prototype.name()),
                                "awslogs-region", target.region(),
                                "awslogs-stream-prefix", "batch")))
                .build();
    }

    private static Map<String, String> variables(ContainerDefinition container) {
        return container.environment().stream().collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value));
    }

    private String family() {
        return Target.nameOf(prototype.name());
    }

    private String cpu() {
        return String.valueOf(Math.round(prototype.batch().cpu() * CPU_UNITS));
    }

    private String memory() {
        return String.valueOf(prototype.batch().memoryMb());
    }
}
