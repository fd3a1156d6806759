package dev.vitrine.common.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task to be started.
 *
 * @param definition family, or family and revision
 * @param container whose command and environment are overridden
 * @param count 1 to 10, as much as one request starts
 * @param command empty for the definition's
 * @param environment in addition to the definition's
 * @param subnets ids; none on a cloud that asks for none
 */
public record TaskLaunch(
        String definition,
        String container,
        int count,
        List<String> command,
        Map<String, String> environment,
        Optional<Integer> cpuUnits,
        Optional<Integer> memoryMb,
        List<String> subnets,
        List<String> securityGroups) {
    public TaskLaunch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        if (definition.isBlank()) {
            throw new IllegalArgumentException("choose what to run");
        }
        if (count < 1 || count > 10) {
            throw new IllegalArgumentException("count must be 1 to 10, not " + count);
        }
    }
}
