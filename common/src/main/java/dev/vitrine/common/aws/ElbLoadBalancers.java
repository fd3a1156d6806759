package dev.vitrine.common.aws;

import dev.vitrine.common.operation.LoadBalancerReader;
import dev.vitrine.common.operation.LoadBalancerState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** {@link LoadBalancerReader} on Elastic Load Balancing. */
public final class ElbLoadBalancers implements LoadBalancerReader {
    /** AWS describes so many that are named. */
    private static final int MOST = 20;

    private final ElasticLoadBalancingV2Client elb;

    public ElbLoadBalancers(ElasticLoadBalancingV2Client elb) {
        this.elb = elb;
    }

    @Override
    public List<LoadBalancerState> of(Collection<String> targetGroups) {
        return CloudProblems.call("look at load balancers", () -> {
            Set<String> arns = new TreeSet<>();
            inParts(targetGroups).forEach(some -> arns.addAll(balancers(some)));
            return inParts(arns).stream()
                    .flatMap(some -> described(some).stream())
                    .map(ElbLoadBalancers::state)
                    .sorted(Comparator.comparing(LoadBalancerState::name))
                    .toList();
        });
    }

    private static List<List<String>> inParts(Collection<String> all) {
        List<String> list = List.copyOf(all);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += MOST) {
            parts.add(list.subList(from, Math.min(from + MOST, list.size())));
        }
        return parts;
    }

    private Set<String> balancers(List<String> groups) {
        try {
            return elb.describeTargetGroups(request -> request.targetGroupArns(groups)).targetGroups().stream()
                    .map(TargetGroup::loadBalancerArns)
                    .flatMap(List::stream)
                    .collect(Collectors.toSet());
        } catch (TargetGroupNotFoundException e) {
            return groups.size() == 1
                    ? Set.of()
                    : groups.stream()
                            .flatMap(group -> balancers(List.of(group)).stream())
                            .collect(Collectors.toSet());
        }
    }

    private List<LoadBalancer> described(List<String> arns) {
        try {
            return elb.describeLoadBalancers(request -> request.loadBalancerArns(arns))
                    .loadBalancers();
        } catch (LoadBalancerNotFoundException e) {
            return arns.size() == 1
                    ? List.of()
                    : arns.stream()
                            .flatMap(arn -> described(List.of(arn)).stream())
                            .toList();
        }
    }

    private static LoadBalancerState state(LoadBalancer balancer) {
        return new LoadBalancerState(
                balancer.loadBalancerArn(),
                balancer.loadBalancerName(),
                balancer.createdTime(),
                balancer.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING
                        ? balancer.availabilityZones().size()
                        : 0);
    }
}
