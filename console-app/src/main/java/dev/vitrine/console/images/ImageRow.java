package dev.vitrine.console.images;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import java.util.ArrayList;
import java.util.List;

/**
 * An image of the registry.
 *
 * @param runsIn services, functions and families of tasks that run exactly this image now
 */
public record ImageRow(RegistryImage image, List<String> runsIn) {
    public ImageRow {
        runsIn = List.copyOf(runsIn);
    }

    static ImageRow of(
            RegistryImage image, List<ServiceState> services, List<FunctionState> functions, List<ClusterTask> tasks) {
        List<String> runs = new ArrayList<>();
        services.stream()
                .filter(service -> service.digests().contains(image.digest()))
                .forEach(service -> runs.add(service.name()));
        functions.stream()
                .filter(function -> function.digest().equals(image.digest()))
                .forEach(function -> runs.add("function " + function.name()));
        tasks.stream()
                .filter(task -> !task.isStopped()
                        && task.digest().equals(image.digest())
                        && !task.group().startsWith("service:"))
                .map(task -> "tasks of " + task.family())
                .distinct()
                .forEach(runs::add);
        return new ImageRow(image, runs);
    }

    public String runsText() {
        return String.join(", ", runsIn);
    }
}
