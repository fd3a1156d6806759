package dev.vitrine.common.operation;

import java.time.Instant;
import java.util.List;

/**
 * A load balancer before services of the cluster.
 *
 * @param addresses public ones, one in each zone; 0 for one that is reached from inside alone
 * @param targetGroups addresses of those of its groups that were asked about
 */
public record LoadBalancerState(String arn, String name, Instant createdAt, int addresses, List<String> targetGroups) {
    public LoadBalancerState {
        targetGroups = List.copyOf(targetGroups);
    }

    /** Whether CloudWatch tells its requests: of an Application Load Balancer it does. */
    public boolean countsRequests() {
        return dimension().startsWith("app/");
    }

    /** By which metrics name it, such as {@code app/vitrine/50dc6c495c0c9188}. */
    public String dimension() {
        return arn.substring(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
    }
}
