package dev.vitrine.localcloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * A load balancer that forwards all to one target group.
 *
 * @param balancer its ARN
 * @param group ARN of its target group
 */
public record TestBalancer(String balancer, String group) {
    /**
     * Makes one that listens.
     *
     * @param group says how its targets are examined
     */
    public static TestBalancer create(
            ElasticLoadBalancingV2Client elb, String name, int port, Consumer<CreateTargetGroupRequest.Builder> group) {
        String balancer = elb.createLoadBalancer(r -> r.name(name).subnets("subnet-a", "subnet-b"))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        String made = elb.createTargetGroup(r -> {
                    r.name(name)
                            .protocol(ProtocolEnum.HTTP)
                            .port(80)
                            .vpcId("vpc-1")
                            .targetType(TargetTypeEnum.IP);
                    group.accept(r);
                })
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        elb.createListener(r -> r.loadBalancerArn(balancer)
                .port(port)
                .protocol(ProtocolEnum.HTTP)
                .defaultActions(Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .targetGroupArn(made)
                        .build()));
        return new TestBalancer(balancer, made);
    }

    /** A port on which nobody listens now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
