package dev.vitrine.localcloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.localcloud.AwsCli;
import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestBalancer;
import dev.vitrine.localcloud.TestImages;
import dev.vitrine.localcloud.TestTasks;
import dev.vitrine.localcloud.ecs.EcsConfig;
import dev.vitrine.localcloud.lambda.LambdaConfig;
import dev.vitrine.localcloud.lambda.TestHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What functions, tasks and load balancers are measured at, as SDK and command line read it. */
@TestInstance(Lifecycle.PER_CLASS)
class MeasuredServicesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LAMBDA = "AWS/Lambda";
    private static final String INSIGHTS = "ECS/ContainerInsights";

    private RunningCloud cloud;
    private Path work;
    private CloudWatchClient metrics;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        work = folder;
        TestImages images = new TestImages(folder.resolve("images"))
                .add("test/function", TestImages.function(TestHandler.class))
                .add("test/shell", List.of("sh", "-c"));
        EcsConfig ecs = new EcsConfig(4, Duration.ofHours(1), Duration.ofSeconds(5), Duration.ofMillis(50));
        cloud = RunningCloud.start(folder.resolve("state"), images, LambdaConfig.defaults(), ecs);
        metrics = cloud.client(CloudWatchClient.builder());
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @Test
    void requests_to_a_function_are_counted_and_timed() throws Exception {
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        lambda.createFunction(r -> r.functionName("measured")
                .packageType(PackageType.IMAGE)
                .role("arn:aws:iam::000000000000:role/vitrine-function")
                .timeout(20)
                .code(c -> c.imageUri("test/function")));
        lambda.waiter().waitUntilFunctionActiveV2(r -> r.functionName("measured"));
        lambda.publishVersion(r -> r.functionName("measured"));
        lambda.createAlias(r -> r.functionName("measured").name("champion").functionVersion("1"));

        invoke(lambda, "measured", "sleep", "50");
        invoke(lambda, "measured", "throw", "broken");
        invoke(lambda, "measured:champion", "echo", "a");
        lambda.putFunctionConcurrency(r -> r.functionName("measured").reservedConcurrentExecutions(0));
        assertThatThrownBy(() -> invoke(lambda, "measured", "echo", "b")).isInstanceOf(TooManyRequestsException.class);

        Map<String, String> whole = Map.of("FunctionName", "measured");
        Map<String, String> alias = Map.of("FunctionName", "measured", "Resource", "measured:champion");
        assertThat(figure(LAMBDA, "Invocations", whole, "Sum")).hasValue(3);
        assertThat(figure(LAMBDA, "Invocations", alias, "Sum")).hasValue(1);
        assertThat(figure(LAMBDA, "Errors", whole, "Sum")).hasValue(1);
        assertThat(figure(LAMBDA, "Errors", alias, "Sum")).hasValue(0);
        assertThat(figure(LAMBDA, "Throttles", whole, "Sum").orElseThrow()).isPositive();
        assertThat(figure(LAMBDA, "ConcurrentExecutions", whole, "Maximum")).hasValue(1);
        assertThat(figure(LAMBDA, "Duration", whole, "SampleCount")).hasValue(3);
        assertThat(figure(LAMBDA, "Duration", whole, "p99").orElseThrow()).isGreaterThan(49);
        assertThat(figure(LAMBDA, "Duration", whole, "Minimum").orElseThrow()).isPositive();

        AwsCli aws = new AwsCli(cloud.endpoint(), work);
        JsonNode points = new ObjectMapper()
                .readTree(aws.run(
                        "cloudwatch",
                        "get-metric-statistics",
                        "--namespace",
                        LAMBDA,
                        "--metric-name",
                        "Invocations",
                        "--dimensions",
                        "Name=FunctionName,Value=measured",
                        "--start-time",
                        Instant.now().minusSeconds(3600).toString(),
                        "--end-time",
                        Instant.now().plusSeconds(3600).toString(),
                        "--period",
                        "3600",
                        "--statistics",
                        "Sum"))
                .path("Datapoints");
        double sum = 0;
        for (JsonNode point : points) {
            sum += point.path("Sum").asDouble();
        }
        assertThat(sum).isEqualTo(3);
        assertThat(aws.run("cloudwatch", "list-metrics", "--namespace", LAMBDA, "--metric-name", "Errors"))
                .contains("measured:champion");
    }

    @Test
    void tasks_are_measured_by_themselves_and_with_their_service() {
        EcsClient ecs = cloud.client(EcsClient.builder());
        TestTasks tasks = new TestTasks(ecs);
        ClusterSetting insights = ClusterSetting.builder()
                .name(ClusterSettingName.CONTAINER_INSIGHTS)
                .value("enhanced")
                .build();
        ecs.updateClusterSettings(r -> r.cluster("vitrine").settings(insights));
        assertThat(ecs.describeClusters(r -> r.clusters("vitrine"))
                        .clusters()
                        .getFirst()
                        .settings())
                .containsExactly(insights);
        Task single = tasks.start("busy", "test/shell", "while :; do :; done");
        ecs.createService(r -> r.cluster("vitrine")
                .serviceName("steady")
                .taskDefinition("busy")
                .desiredCount(1)
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-a"))));

        String id = single.taskArn().substring(single.taskArn().lastIndexOf('/') + 1);
        Map<String, String> task = Map.of("ClusterName", "vitrine", "TaskDefinitionFamily", "busy", "TaskId", id);
        Map<String, String> service = Map.of("ClusterName", "vitrine", "ServiceName", "steady");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(figure(INSIGHTS, "TaskCpuUtilization", task, "Maximum").orElse(0))
                    .isGreaterThan(1);
            assertThat(figure("AWS/ECS", "CPUUtilization", service, "Maximum").orElse(0))
                    .isGreaterThan(1);
            assertThat(figure("AWS/ECS", "MemoryUtilization", service, "Average")
                            .orElse(0))
                    .isBetween(0.01, 100.0);
        });
        assertThat(figure(INSIGHTS, "MemoryUtilized", task, "Average").orElseThrow())
                .isBetween(0.1, 100.0);
        assertThat(figure(INSIGHTS, "CpuReserved", task, "Average")).hasValue(256);

        ecs.deleteService(r -> r.cluster("vitrine").service("steady").force(true));
        ecs.stopTask(r -> r.cluster("vitrine").task(single.taskArn()));
        tasks.awaitStatus(single, "STOPPED");
    }

    @Test
    void requests_through_a_load_balancer_are_counted_by_their_answers() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        ElasticLoadBalancingV2Client elb = cloud.client(ElasticLoadBalancingV2Client.builder());
        int port = TestBalancer.freePort();
        TestBalancer made = TestBalancer.create(elb, "measured", port, r -> r.healthCheckPath("/200"));
        String group = made.group();
        assertThat(get(port, "/200")).isEqualTo(503);
        elb.registerTargets(r -> r.targetGroupArn(group)
                .targets(TargetDescription.builder()
                        .id("127.0.0.1")
                        .port(server.getAddress().getPort())
                        .build()));
        await().atMost(PATIENCE).until(() -> elb.describeTargetHealth(r -> r.targetGroupArn(group))
                .targetHealthDescriptions()
                .getFirst()
                .targetHealth()
                .stateAsString()
                .equals("healthy"));
        for (String path : List.of("/200", "/200", "/204", "/404", "/500")) {
            assertThat(get(port, path)).isEqualTo(Integer.parseInt(path.substring(1)));
        }

        Map<String, String> whole = Map.of("LoadBalancer", made.balancer().replaceFirst(".*:loadbalancer/", ""));
        Map<String, String> part = Map.of(
                "LoadBalancer",
                whole.get("LoadBalancer"),
                "TargetGroup",
                group.replaceFirst(".*:targetgroup", "targetgroup"));
        for (Map<String, String> it : List.of(whole, part)) {
            assertThat(balanced("RequestCount", it, "Sum")).hasValue(5);
            assertThat(balanced("HTTPCode_Target_2XX_Count", it, "Sum")).hasValue(3);
            assertThat(balanced("HTTPCode_Target_4XX_Count", it, "Sum")).hasValue(1);
            assertThat(balanced("HTTPCode_Target_5XX_Count", it, "Sum")).hasValue(1);
            assertThat(balanced("TargetResponseTime", it, "p50").orElseThrow()).isPositive();
        }
        assertThat(balanced("HTTPCode_ELB_5XX_Count", whole, "Sum")).hasValue(1);
        server.stop(0);
    }

    private OptionalDouble balanced(String name, Map<String, String> dimensions, String statistic) {
        return figure("AWS/ApplicationELB", name, dimensions, statistic);
    }

    /** One figure of all that was measured since an hour ago. */
    private OptionalDouble figure(String namespace, String name, Map<String, String> dimensions, String statistic) {
        List<Dimension> pairs = dimensions.entrySet().stream()
                .map(it -> Dimension.builder()
                        .name(it.getKey())
                        .value(it.getValue())
                        .build())
                .toList();
        MetricDataQuery query = MetricDataQuery.builder()
                .id("it")
                .metricStat(s -> s.stat(statistic)
                        .period(3600)
                        .metric(m -> m.namespace(namespace).metricName(name).dimensions(pairs)))
                .build();
        Instant now = Instant.now();
        List<Double> values = metrics.getMetricData(r -> r.startTime(now.minusSeconds(3600))
                        .endTime(now.plusSeconds(60))
                        .metricDataQueries(query))
                .metricDataResults()
                .getFirst()
                .values();
        boolean adds = statistic.equals("Sum") || statistic.equals("SampleCount");
        DoubleBinaryOperator whole = adds ? Double::sum : Math::max;
        return values.stream().mapToDouble(Double::doubleValue).reduce(whole);
    }

    private static void invoke(LambdaClient lambda, String function, String action, String value) {
        lambda.invoke(r -> r.functionName(function)
                .payload(SdkBytes.fromUtf8String("{\"do\":\"" + action + "\",\"value\":\"" + value + "\"}")));
    }

    private static int get(int port, String path) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
