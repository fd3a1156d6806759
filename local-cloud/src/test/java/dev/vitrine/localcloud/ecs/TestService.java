package dev.vitrine.localcloud.ecs;

import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestBalancer;
import dev.vitrine.localcloud.TestImages;
import dev.vitrine.localcloud.TestServer;
import dev.vitrine.localcloud.lambda.LambdaConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** A local cloud whose seconds are short, with a web server as a service behind a load balancer. */
final class TestService implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String CLUSTER = "vitrine";

    private final RunningCloud cloud;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final EcsClient ecs;
    final ElasticLoadBalancingV2Client elb;

    TestService(Path folder) throws Exception {
        TestImages images = new TestImages(folder.resolve("images"))
                .add("test/web", TestImages.java("-Xmx32m", TestServer.class.getName()));
        EcsConfig config = new EcsConfig(4, Duration.ofHours(1), Duration.ofSeconds(5), Duration.ofMillis(50));
        cloud = RunningCloud.start(folder.resolve("state"), images, LambdaConfig.defaults(), config);
        ecs = cloud.client(EcsClient.builder());
        elb = cloud.client(ElasticLoadBalancingV2Client.builder());
        ecs.createCluster(r -> r.clusterName(CLUSTER));
    }

    URI endpoint() {
        return cloud.endpoint();
    }

    /** A load balancer on that port with a target group; the group's ARN. */
    String balance(String name, int port) {
        return TestBalancer.create(elb, name, port, r -> r.port(8080)
                        .healthCheckPath("/health")
                        .healthCheckIntervalSeconds(20)
                        .healthCheckTimeoutSeconds(15)
                        .unhealthyThresholdCount(2))
                .group();
    }

    /** The next revision of the web server's definition. */
    String define(String family, Map<String, String> environment) {
        List<KeyValuePair> pairs = environment.entrySet().stream()
                .map(it -> KeyValuePair.builder()
                        .name(it.getKey())
                        .value(it.getValue())
                        .build())
                .toList();
        return ecs.registerTaskDefinition(r -> r.family(family)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("web")
                                .image("test/web:latest")
                                .memory(256)
                                .environment(pairs)
                                .portMappings(PortMapping.builder()
                                        .containerPort(8080)
                                        .build())
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    static CreateServiceRequest.Builder request(String name, String definition, String group) {
        return CreateServiceRequest.builder()
                .cluster(CLUSTER)
                .serviceName(name)
                .taskDefinition(definition)
                .desiredCount(1)
                .healthCheckGracePeriodSeconds(100)
                .loadBalancers(LoadBalancer.builder()
                        .targetGroupArn(group)
                        .containerName("web")
                        .containerPort(8080)
                        .build());
    }

    Service describe(String name) {
        return ecs.describeServices(r -> r.cluster(CLUSTER).services(name))
                .services()
                .getFirst();
    }

    void awaitStable(String name) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            Service it = describe(name);
            return it.deployments().size() == 1
                    && it.runningCount().equals(it.desiredCount())
                    && it.deployments().getFirst().rolloutStateAsString().equals("COMPLETED");
        });
    }

    List<String> events(String name) {
        return describe(name).events().stream().map(it -> it.message()).toList();
    }

    List<Task> tasks(String name) {
        List<String> arns =
                ecs.listTasks(r -> r.cluster(CLUSTER).serviceName(name)).taskArns();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(r -> r.cluster(CLUSTER).tasks(arns)).tasks();
    }

    HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
        cloud.close();
    }
}
