package dev.vitrine.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import dev.vitrine.localcloud.ecs.EcsConfig;
import dev.vitrine.localcloud.lambda.LambdaConfig;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** A service behind a load balancer, from a template. */
class ServiceStackIT {
    private static final String TEMPLATE = """
            Parameters:
              Port: {Type: Number}
              Image: {Type: String, Default: good}
              Vpc: {Type: "AWS::EC2::VPC::Id", Default: vpc-0a1b2c3d4e5f60718}
              Subnets:
                Type: List<AWS::EC2::Subnet::Id>
                Default: subnet-0a1b2c3d4e5f60711,subnet-0a1b2c3d4e5f60712
            Resources:
              Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterName: served}}
              Wall:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: tasks, VpcId: !Ref Vpc}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Name: served, Subnets: !Ref Subnets, SecurityGroups: [!Ref Wall]}
              Targets:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  Port: 8080
                  Protocol: HTTP
                  VpcId: !Ref Vpc
                  TargetType: ip
                  HealthCheckPath: /
                  HealthCheckIntervalSeconds: 5
                  HealthCheckTimeoutSeconds: 2
                  HealthyThresholdCount: 2
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "5"}]
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: !Ref Port
                  Protocol: HTTP
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: served
                  Cpu: 256
                  Memory: 512
                  NetworkMode: awsvpc
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions:
                    - {Name: main, Image: !Sub "test/${Image}:latest", PortMappings: [{ContainerPort: 8080}]}
              Service:
                Type: AWS::ECS::Service
                DependsOn: Listener
                Properties:
                  ServiceName: served
                  Cluster: !Ref Cluster
                  LaunchType: FARGATE
                  DesiredCount: 1
                  HealthCheckGracePeriodSeconds: 100
                  TaskDefinition: !Ref Task
                  NetworkConfiguration:
                    AwsvpcConfiguration: {Subnets: !Ref Subnets, SecurityGroups: [!Ref Wall]}
                  DeploymentConfiguration:
                    MinimumHealthyPercent: 100
                    MaximumPercent: 200
                    DeploymentCircuitBreaker: {Enable: true, Rollback: true}
                  LoadBalancers: [{ContainerName: main, ContainerPort: 8080, TargetGroupArn: !Ref Targets}]
            Outputs:
              Url: {Value: !Sub "http://${Balancer.DNSName}:${Port}/"}
            """;

    @TempDir
    Path folder;

    @Test
    void a_service_is_ready_when_its_stack_is_and_rolls_back_with_it() throws Exception {
        String server = Path.of(System.getProperty("java.home"), "bin", "jwebserver") + " -b 127.0.0.1 -p $PORT -d "
                + folder.toAbsolutePath();
        TestImages images = new TestImages(folder.resolve("images"))
                .add("test/good", List.of("sh", "-c", "exec " + server))
                .add("test/bad", List.of("sh", "-c", "exit 7"));
        EcsConfig quick = new EcsConfig(8, Duration.ofHours(1), Duration.ofSeconds(5), Duration.ofMillis(100));
        int port = freePort();
        try (RunningCloud cloud = RunningCloud.start(folder.resolve("state"), images, LambdaConfig.defaults(), quick)) {
            TestStacks stacks = new TestStacks(cloud.client(CloudFormationClient.builder()));
            Map<String, String> values = Map.of("Port", Integer.toString(port));

            assertThat(stacks.create("served", TEMPLATE, values).stackStatus())
                    .as(() -> stacks.reasons("served"))
                    .isEqualTo(StackStatus.CREATE_COMPLETE);
            assertThat(status(port)).isEqualTo(200);
            assertThat(stacks.output("served", "Url")).startsWith("http://").endsWith(":" + port + "/");

            var rolledBack = stacks.update("served", TEMPLATE, Map.of("Port", Integer.toString(port), "Image", "bad"));
            assertThat(rolledBack.stackStatus())
                    .as(() -> stacks.reasons("served"))
                    .isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
            assertThat(stacks.reason("served", "Service")).contains("Circuit Breaker was triggered");
            assertThat(status(port)).isEqualTo(200);

            assertThat(stacks.delete("served").stackStatus())
                    .as(() -> stacks.reasons("served"))
                    .isEqualTo(StackStatus.DELETE_COMPLETE);
            assertThatThrownBy(() -> status(port)).isInstanceOf(ConnectException.class);
        }
    }

    private static int status(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
