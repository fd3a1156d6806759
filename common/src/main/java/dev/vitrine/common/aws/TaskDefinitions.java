package dev.vitrine.common.aws;

import dev.vitrine.common.operation.TaskDefinitionDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Task definitions as ECS tells of them. */
final class TaskDefinitions {
    private TaskDefinitions() {}

    static TaskDefinitionDetail detail(TaskDefinition found) {
        ContainerDefinition container = found.containerDefinitions().getFirst();
        TreeMap<String, String> environment = new TreeMap<>();
        for (KeyValuePair pair : container.environment()) {
            environment.put(pair.name(), pair.value());
        }
        Optional<Map<String, String>> log =
                Optional.ofNullable(container.logConfiguration()).map(LogConfiguration::options);
        return new TaskDefinitionDetail(
                found.taskDefinitionArn(),
                found.family(),
                found.revision(),
                container.image(),
                container.name(),
                number(found.cpu()),
                number(found.memory()),
                container.command(),
                environment,
                log.map(options -> options.get("awslogs-group")),
                log.map(options -> options.get("awslogs-stream-prefix")),
                text(found));
    }

    private static int number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? 0 : Integer.parseInt(text);
    }

    /** What a new revision takes over from an old one. */
    static RegisterTaskDefinitionRequest copy(TaskDefinition found, List<ContainerDefinition> containers) {
        return RegisterTaskDefinitionRequest.builder()
                .family(found.family())
                .taskRoleArn(found.taskRoleArn())
                .executionRoleArn(found.executionRoleArn())
                .networkMode(found.networkMode())
                .containerDefinitions(containers)
                .volumes(found.volumes())
                .placementConstraints(found.placementConstraints())
                .requiresCompatibilities(found.requiresCompatibilities())
                .cpu(found.cpu())
                .memory(found.memory())
                .pidMode(found.pidMode())
                .ipcMode(found.ipcMode())
                .proxyConfiguration(found.proxyConfiguration())
                .ephemeralStorage(found.ephemeralStorage())
                .runtimePlatform(found.runtimePlatform())
                .build();
    }

    /** One property a line, such as {@code containerDefinitions[main].image = ...}. */
    private static List<String> text(TaskDefinition found) {
        List<String> lines = new ArrayList<>();
        for (SdkField<?> field : found.sdkFields()) {
            if (!field.memberName()
                    .matches(
                            "taskDefinitionArn|revision|registeredAt|registeredBy|status|compatibilities|requiresAttributes")) {
                add(lines, field.locationName(), field.getValueOrDefault(found));
            }
        }
        lines.sort(null);
        return lines;
    }

    private static void add(List<String> lines, String path, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case KeyValuePair pair -> lines.add(path + "." + pair.name() + " = " + pair.value());
            case SdkPojo pojo -> {
                for (SdkField<?> field : pojo.sdkFields()) {
                    add(lines, path + "." + field.locationName(), field.getValueOrDefault(pojo));
                }
            }
            case Map<?, ?> map -> map.forEach((key, each) -> add(lines, path + "." + key, each));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    Object each = list.get(i);
                    String name = each instanceof ContainerDefinition c ? c.name() : String.valueOf(i);
                    add(lines, each instanceof KeyValuePair ? path : path + "[" + name + "]", each);
                }
            }
            default -> lines.add(path + " = " + value);
        }
    }
}
