package dev.vitrine.console.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.common.operation.TaskLaunch;
import dev.vitrine.console.action.CliLine;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The line of the AWS CLI that launches the same. */
final class LaunchLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LaunchLine() {}

    /** Variables that hold secrets are taken from the shell's own, so that no line holds them. */
    static String of(Desk desk, TaskLaunch launch) {
        CliLine line = desk.cli("ecs", "run-task")
                .with("--cluster", desk.workspace().session().cluster())
                .with(
                        "--task-definition",
                        launch.definition().substring(launch.definition().lastIndexOf('/') + 1))
                .with("--launch-type", "FARGATE")
                .with("--count", String.valueOf(launch.count()));
        if (!launch.subnets().isEmpty()) {
            line.with(
                    "--network-configuration",
                    "awsvpcConfiguration={subnets=[" + String.join(",", launch.subnets()) + "],securityGroups=["
                            + String.join(",", launch.securityGroups()) + "],assignPublicIp=ENABLED}");
        }
        return line.withExpanded("--overrides", overrides(launch)).text();
    }

    private static String overrides(TaskLaunch launch) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", launch.container());
        if (!launch.command().isEmpty()) {
            container.put(
                    "command",
                    Secrets.command(launch.command()).stream()
                            .map(LaunchLine::plain)
                            .toList());
        }
        container.put(
                "environment",
                new TreeMap<>(launch.environment())
                        .entrySet().stream()
                                .map(entry -> Map.of(
                                        "name",
                                        entry.getKey(),
                                        "value",
                                        Secrets.isSecret(entry.getKey())
                                                ? "$" + entry.getKey()
                                                : plain(entry.getValue())))
                                .toList());
        Map<String, Object> overrides = new LinkedHashMap<>();
        overrides.put("containerOverrides", List.of(container));
        launch.cpuUnits().ifPresent(cpu -> overrides.put("cpu", String.valueOf(cpu)));
        launch.memoryMb().ifPresent(memory -> overrides.put("memory", String.valueOf(memory)));
        try {
            return JSON.writeValueAsString(overrides);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    private static String plain(String text) {
        return Secrets.redact(text).replace("$", "\\$");
    }
}
