package dev.vitrine.localcloud.elb;

import dev.vitrine.localcloud.metrics.Metric;
import dev.vitrine.localcloud.metrics.MetricSink;
import dev.vitrine.localcloud.metrics.MetricUnit;
import java.util.List;
import java.util.Map;

/** What is measured at the requests of one load balancer: of all, and of those for each target group. */
final class RequestMetrics {
    private static final String NAMESPACE = "AWS/ApplicationELB";

    private final MetricSink sink;
    private final String loadBalancer;

    RequestMetrics(MetricSink sink, String loadBalancerArn) {
        this.sink = sink;
        this.loadBalancer = loadBalancerArn.substring(loadBalancerArn.indexOf(":loadbalancer/") + 14);
    }

    /** @param nanos from sending the request until the answer's headers were there */
    void answered(String targetGroupArn, int status, long nanos) {
        record(targetGroupArn, "RequestCount", MetricUnit.COUNT, 1);
        record(targetGroupArn, "TargetResponseTime", MetricUnit.SECONDS, nanos / 1e9);
        for (int hundreds = 2; hundreds <= 5; hundreds++) {
            if (status / 100 == hundreds) {
                record(targetGroupArn, "HTTPCode_Target_" + hundreds + "XX_Count", MetricUnit.COUNT, 1);
            }
        }
    }

    /** A target was chosen and gave no answer. */
    void unanswered(String targetGroupArn) {
        record(targetGroupArn, "RequestCount", MetricUnit.COUNT, 1);
        refused();
    }

    /** There was no target: the load balancer answered itself. */
    void refused() {
        sink.record(
                new Metric(NAMESPACE, "HTTPCode_ELB_5XX_Count", Map.of("LoadBalancer", loadBalancer)),
                MetricUnit.COUNT,
                1);
    }

    private void record(String targetGroupArn, String name, MetricUnit unit, double value) {
        String group = targetGroupArn.substring(targetGroupArn.lastIndexOf(":") + 1);
        List<Map<String, String>> dimensions = List.of(
                Map.of("LoadBalancer", loadBalancer), Map.of("LoadBalancer", loadBalancer, "TargetGroup", group));
        dimensions.forEach(it -> sink.record(new Metric(NAMESPACE, name, it), unit, value));
    }
}
