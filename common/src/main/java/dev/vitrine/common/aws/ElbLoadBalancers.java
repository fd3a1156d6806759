package dev.vitrine.common.aws;

import dev.vitrine.common.operation.LoadBalancerReader;
import dev.vitrine.common.operation.LoadBalancerState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            Map<String, List<String>> groups = new TreeMap<>();
            inParts(targetGroups).forEach(some -> groups(some).forEach(group -> group.loadBalancerArns()
                    .forEach(balancer -> groups.computeIfAbsent(balancer, _ -> new ArrayList<>())
                            .add(group.targetGroupArn()))));
            return inParts(groups.keySet()).stream()
                    .flatMap(some -> described(some).stream())
                    .map(balancer -> state(balancer, groups.getOrDefault(balancer.loadBalancerArn(), List.of())))
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

    private List<TargetGroup> groups(List<String> arns) {
        try {
            return elb.describeTargetGroups(request -> request.targetGroupArns(arns))
                    .targetGroups();
        } catch (TargetGroupNotFoundException e) {
            return arns.size() == 1
                    ? List.of()
                    : arns.stream()
                            .flatMap(arn -> groups(List.of(arn)).stream())
                            .toList();
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

    private static LoadBalancerState state(LoadBalancer balancer, List<String> targetGroups) {
        return new LoadBalancerState(
                balancer.loadBalancerArn(),
                balancer.loadBalancerName(),
                balancer.createdTime(),
                balancer.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING
                        ? balancer.availabilityZones().size()
                        : 0,
                targetGroups);
    }
}
