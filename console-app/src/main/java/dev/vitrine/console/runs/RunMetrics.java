package dev.vitrine.console.runs;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.metric.MetricPanel;
import dev.vitrine.console.metric.MetricSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which metrics of a run are shown: processor and memory of each of its tasks. */
final class RunMetrics {
    private static final String NAMESPACE = "ECS/ContainerInsights";
    private static final int MOST_TASKS = 8;

    private final Desk desk;

    RunMetrics(Desk desk) {
        this.desk = desk;
    }

    /** Empty when no task is known to have worked on it. */
    Optional<MetricSubject> of(RunRow row) {
        if (row.tasks().isEmpty()) {
            return Optional.empty();
        }
        List<ClusterTask> tasks = row.tasks().stream().limit(MOST_TASKS).toList();
        return Optional.of(new MetricSubject(
                row.job().id() + tasks.stream().map(ClusterTask::id).toList(),
                row.job().finishedAt(),
                _ -> List.of(
                        MetricPanel.percent("CPU of what each task has", lines(tasks, "TaskCpuUtilization")),
                        MetricPanel.percent("Memory of what each task has", lines(tasks, "TaskMemoryUtilization"))),
                "No metrics of its tasks. They come within two minutes of a task's start, where Container Insights with"
                        + " enhanced observability is on: "
                        + desk.cli("ecs", "update-cluster-settings")
                                .with("--cluster", cluster())
                                .with("--settings", "name=containerInsights,value=enhanced")
                                .text()));
    }

    private List<MetricPanel.Line> lines(List<ClusterTask> tasks, String name) {
        return tasks.stream()
                .map(task -> new MetricPanel.Line(
                        Texts.digest(task.id())
                                .substring(0, Math.min(6, task.id().length())),
                        new Metric(NAMESPACE, name, dimensions(task)),
                        "Average"))
                .toList();
    }

    private Map<String, String> dimensions(ClusterTask task) {
        boolean ofService = task.group().startsWith("service:");
        return Map.of(
                "ClusterName",
                cluster(),
                ofService ? "ServiceName" : "TaskDefinitionFamily",
                ofService ? task.group().substring("service:".length()) : task.family(),
                "TaskId",
                task.id());
    }

    private String cluster() {
        return desk.workspace().session().cluster();
    }
}
