package dev.vitrine.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * A service that has no task now, with a load balancer before it.
 *
 * @param port of the load balancer, on this computer
 */
record BalancedService(ElasticLoadBalancingV2Client elb, String targetGroup, int port) {
    /** Makes both. */
    static BalancedService create(TestCloud cloud, String service, String balancerName) throws IOException {
        ElasticLoadBalancingV2Client elb = cloud.clients().client(ElasticLoadBalancingV2Client.builder());
        String balancer = elb.createLoadBalancer(
                        request -> request.name(balancerName).subnets("subnet-1", "subnet-2"))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        String group = elb.createTargetGroup(request -> request.name(service)
                        .protocol(ProtocolEnum.HTTP)
                        .port(8080)
                        .vpcId("vpc-local")
                        .targetType(TargetTypeEnum.IP))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        int port = freePort();
        elb.createListener(request -> request.loadBalancerArn(balancer)
                .port(port)
                .protocol(ProtocolEnum.HTTP)
                .defaultActions(Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .targetGroupArn(group)
                        .build()));
        ContainerDefinition container = ContainerDefinition.builder()
                .name("web")
                .image("test/shell")
                .portMappings(PortMapping.builder().containerPort(8080).build())
                .build();
        String definition = cloud.ecs
                .registerTaskDefinition(request -> request.family(service)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .networkMode(NetworkMode.AWSVPC)
                        .executionRoleArn("arn:aws:iam::000000000000:role/vitrine-execution")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(container))
                .taskDefinition()
                .taskDefinitionArn();
        cloud.ecs.createService(request -> request.cluster(TestCloud.CLUSTER)
                .serviceName(service)
                .taskDefinition(definition)
                .desiredCount(0)
                .loadBalancers(LoadBalancer.builder()
                        .targetGroupArn(group)
                        .containerName("web")
                        .containerPort(8080)
                        .build())
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))));
        return new BalancedService(elb, group, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Has requests answered by what listens at a port of this computer. */
    void forwardTo(int target) {
        elb.registerTargets(request -> request.targetGroupArn(targetGroup)
                .targets(
                        TargetDescription.builder().id("127.0.0.1").port(target).build()));
    }
}
