package dev.vitrine.common.operation;

import java.time.Instant;

/**
 * A load balancer before services of the cluster.
 *
 * @param addresses public ones, one in each zone; 0 for one that is reached from inside alone
 */
public record LoadBalancerState(String arn, String name, Instant createdAt, int addresses) {}
