package dev.vitrine.console.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.metric.Metric;
import dev.vitrine.common.operation.LoadBalancerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallMeterTest {
    private static final String ARN = "arn:aws:elasticloadbalancing:us-east-1:000000000000:";
    private static final String WEB = ARN + "targetgroup/web/0123456789abcdef";
    private static final String OTHER = ARN + "targetgroup/other/0123456789abcdef";
    private static final Metric THROUGH =
            new Metric("AWS/ApplicationELB", "RequestCount", Map.of("LoadBalancer", "app/vitrine/50dc6c495c0c9188"));

    private static LoadBalancerState balancer(String kind, String... groups) {
        return new LoadBalancerState(
                ARN + "loadbalancer/" + kind + "/vitrine/50dc6c495c0c9188",
                "vitrine",
                Instant.EPOCH,
                2,
                List.of(groups));
    }

    @Test
    void requests_are_counted_of_a_load_balancer_and_of_each_family_behind_it() {
        assertThat(CallMeter.Requests.of(
                        List.of(balancer("app", WEB, OTHER)), Map.of(WEB, "vitrine-frontend", OTHER, "vitrine-other")))
                .containsExactlyInAnyOrder(
                        new CallMeter.Requests("load balancer vitrine", THROUGH),
                        new CallMeter.Requests(
                                "vitrine-frontend", THROUGH.of("TargetGroup", "targetgroup/web/0123456789abcdef")),
                        new CallMeter.Requests(
                                "vitrine-other", THROUGH.of("TargetGroup", "targetgroup/other/0123456789abcdef")));
    }

    @Test
    void what_also_gets_requests_that_nobody_counts_is_left_unknown() {
        assertThat(CallMeter.Requests.of(List.of(balancer("net", WEB)), Map.of(WEB, "vitrine-frontend")))
                .isEmpty();
        assertThat(CallMeter.Requests.of(
                        List.of(balancer("app", WEB), balancer("net", OTHER)),
                        Map.of(WEB, "vitrine-frontend", OTHER, "vitrine-frontend")))
                .containsExactly(new CallMeter.Requests("load balancer vitrine", THROUGH));
    }
}
