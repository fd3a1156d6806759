package dev.vitrine.console.serve;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.metric.MetricReader;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.metric.MetricPanel;
import dev.vitrine.console.metric.MetricPanel.Line;
import dev.vitrine.console.metric.MetricSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which metrics of a service or a function are shown. */
final class ServeMetrics {
    private static final String BALANCER = "AWS/ApplicationELB";
    private static final String REMEDY =
            "No metrics yet. The first come a minute or two after it begins to work. If they"
                    + " do not, see that you may do cloudwatch:GetMetricData and cloudwatch:ListMetrics.";

    private ServeMetrics() {}

    static MetricSubject of(ServeRow row, String cluster) {
        return switch (row) {
            case ServeRow.ServiceRow it ->
                new MetricSubject(
                        row.arn(), Optional.empty(), reader -> service(it.service(), cluster, reader), REMEDY);
            case ServeRow.FunctionRow it ->
                new MetricSubject(row.arn(), Optional.empty(), _ -> function(it.name()), REMEDY);
        };
    }

    private static List<MetricPanel> service(ServiceState service, String cluster, MetricReader reader) {
        Metric cpu =
                new Metric("AWS/ECS", "CPUUtilization", Map.of("ClusterName", cluster, "ServiceName", service.name()));
        List<MetricPanel> panels = new ArrayList<>();
        panels.add(MetricPanel.percent("CPU of what its tasks have", averageAndMost(cpu)));
        panels.add(
                MetricPanel.percent("Memory of what its tasks have", averageAndMost(cpu.named("MemoryUtilization"))));
        for (String group : service.targetGroups()) {
            reader
                    .find(BALANCER, "RequestCount", Map.of("TargetGroup", group.substring(group.lastIndexOf(':') + 1)))
                    .stream()
                    .filter(metric -> metric.dimensions().size() == 2)
                    .forEach(requests -> panels.addAll(balanced(requests)));
        }
        return panels;
    }

    private static List<Line> averageAndMost(Metric metric) {
        return List.of(new Line("average", metric, "Average"), new Line("most of one task", metric, "Maximum"));
    }

    /** @param requests of a target group through a load balancer */
    private static List<MetricPanel> balanced(Metric requests) {
        return List.of(
                MetricPanel.counts("Requests", new Line("requests", requests, "Sum")),
                MetricPanel.times("Time of an answer", requests.named("TargetResponseTime"), 1_000),
                MetricPanel.counts(
                        "Refused and failed requests",
                        new Line("4xx", requests.named("HTTPCode_Target_4XX_Count"), "Sum"),
                        new Line("5xx", requests.named("HTTPCode_Target_5XX_Count"), "Sum")));
    }

    private static List<MetricPanel> function(String name) {
        Metric calls = new Metric("AWS/Lambda", "Invocations", Map.of("FunctionName", name));
        return List.of(
                MetricPanel.counts("Calls", new Line("calls", calls, "Sum")),
                MetricPanel.times("Time of a call", calls.named("Duration"), 1),
                MetricPanel.counts(
                        "Failed calls",
                        new Line("errors", calls.named("Errors"), "Sum"),
                        new Line("throttled", calls.named("Throttles"), "Sum")),
                new MetricPanel(
                        "At the same time",
                        "calls",
                        true,
                        List.of(new Line("most", calls.named("ConcurrentExecutions"), "Maximum"))));
    }
}
