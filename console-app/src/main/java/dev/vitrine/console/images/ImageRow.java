package dev.vitrine.console.images;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image of the registry.
 *
 * @param runsIn services, functions and families of tasks that run exactly this image now
 */
public record ImageRow(RegistryImage image, List<String> runsIn) {
    public ImageRow {
        runsIn = List.copyOf(runsIn);
    }

    /** What runs each digest, services first. */
    static Map<String, Set<String>> runs(
            List<ServiceState> services, List<FunctionState> functions, List<ClusterTask> tasks) {
        Map<String, Set<String>> runs = new HashMap<>();
        services.forEach(service -> service.digests().forEach(digest -> add(runs, digest, service.name())));
        functions.forEach(function -> add(runs, function.digest(), "function " + function.name()));
        tasks.stream()
                .filter(task -> !task.isStopped() && !task.group().startsWith("service:"))
                .forEach(task -> add(runs, task.digest(), "tasks of " + task.family()));
        return runs;
    }

    private static void add(Map<String, Set<String>> runs, String digest, String what) {
        runs.computeIfAbsent(digest, key -> new LinkedHashSet<>()).add(what);
    }

    public String runsText() {
        return String.join(", ", runsIn);
    }
}
