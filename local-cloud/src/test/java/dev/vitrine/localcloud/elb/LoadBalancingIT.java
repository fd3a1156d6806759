package dev.vitrine.localcloud.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.AwsCli;
import dev.vitrine.localcloud.LocalCloudExtension;
import dev.vitrine.localcloud.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Load balancers with real listeners, targets and bodies; SDK and command line are the judges. */
@TestInstance(Lifecycle.PER_CLASS)
class LoadBalancingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final LocalCloudExtension cloud = new LocalCloudExtension();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ElasticLoadBalancingV2Client elb;
    private Process server;
    private int target;
    private int port;
    private String balancer;
    private String group;

    @BeforeAll
    void start() throws Exception {
        elb = cloud.client(ElasticLoadBalancingV2Client.builder());
        target = freePort();
        server = serve(target);
        port = freePort();
        balancer = elb.createLoadBalancer(r -> r.name("web").subnets("subnet-a", "subnet-b"))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        group = group("web");
        elb.createListener(r -> r.loadBalancerArn(balancer)
                .port(port)
                .protocol(ProtocolEnum.HTTP)
                .defaultActions(forward(group)));
        register(group, target);
        awaitState(group, "healthy");
    }

    @AfterAll
    void stop() {
        http.close();
        server.destroyForcibly();
    }

    @Test
    void aTargetLearnsWhoAsked() throws Exception {
        String headers = get("/headers").body();

        assertThat(headers.lines())
                .contains(
                        "X-forwarded-for: 127.0.0.1",
                        "X-forwarded-proto: http",
                        "X-forwarded-port: " + port,
                        "Host: 127.0.0.1:" + port);
    }

    @Test
    void aBodyOfTwoHundredMegabytesGoesThrough() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/length"))
                .POST(BodyPublishers.ofInputStream(() -> new Zeros(200L << 20)))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo(String.valueOf(200L << 20));
    }

    @Test
    void aTargetThatHangsUpBeforeItsFirstByteIsABadGateway() throws Exception {
        HttpResponse<String> answer = get("/hang-up");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(answer.body()).contains("<h1>502 Bad Gateway</h1>");
    }

    @Test
    void anEventIsSeenWhenItIsSaid() throws Exception {
        HttpResponse<InputStream> events =
                http.send(HttpRequest.newBuilder(uri("/events")).build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data: open");
            assertThat(get("/speak").body()).isEqualTo("spoken");
            assertThat(lines.lines().toList()).contains("data: spoken");
        }
    }

    @Test
    void aRequestInFlightEndsWhenItsTargetDrainsAndNoNewOneComes() throws Exception {
        Balanced draining = balanced("draining");
        int own = freePort();
        Process slow = serve(own);
        register(draining.group(), own);
        awaitState(draining.group(), "healthy");
        URI address = URI.create("http://127.0.0.1:" + draining.port());
        HttpResponse<InputStream> events =
                http.send(HttpRequest.newBuilder(address.resolve("/events")).build(), BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo("data: open");

        elb.deregisterTargets(r -> r.targetGroupArn(draining.group()).targets(at(own)));

        assertThat(health(draining.group()).getFirst().targetHealth().reasonAsString())
                .isEqualTo("Target.DeregistrationInProgress");
        HttpResponse<String> refused = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("<h1>503 Service Temporarily Unavailable</h1>");
        http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + own + "/speak"))
                        .build(),
                BodyHandlers.discarding());
        assertThat(lines.lines().toList()).contains("data: spoken");
        await().atMost(PATIENCE).until(() -> health(draining.group()).isEmpty());
        slow.destroyForcibly();
    }

    @Test
    void aListenerMayAnswerItself() throws Exception {
        int fixed = freePort();
        elb.createListener(r -> r.loadBalancerArn(balancer)
                .port(fixed)
                .protocol(ProtocolEnum.HTTP)
                .defaultActions(Action.builder()
                        .type(ActionTypeEnum.FIXED_RESPONSE)
                        .fixedResponseConfig(c ->
                                c.statusCode("404").contentType("text/plain").messageBody("nothing here"))
                        .build()));

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fixed)).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("nothing here");
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> elb.createListener(r -> r.loadBalancerArn(balancer)
                            .port(taken.getLocalPort())
                            .protocol(ProtocolEnum.HTTP)
                            .defaultActions(forward(group))))
                    .isInstanceOf(InvalidConfigurationRequestException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort());
        }
        assertThatThrownBy(() -> elb.describeLoadBalancers(r -> r.names("nobody")))
                .isInstanceOf(LoadBalancerNotFoundException.class);
        assertThatThrownBy(() -> elb.deleteTargetGroup(r -> r.targetGroupArn(group)))
                .isInstanceOf(ResourceInUseException.class);
        assertThatThrownBy(() -> elb.modifyTargetGroupAttributes(r -> r.targetGroupArn(group)
                        .attributes(TargetGroupAttribute.builder()
                                .key("deregistration_delay.timeout_seconds")
                                .value("forever")
                                .build())))
                .hasMessageContaining("must be a number from 0 to 3600");
    }

    @Test
    void theCommandLineSeesTheSame(@TempDir Path folder) throws Exception {
        AwsCli aws = new AwsCli(cloud.endpoint(), folder);
        aws.run("elbv2", "wait", "load-balancer-available", "--load-balancer-arns", balancer);
        assertThat(aws.run("elbv2", "describe-target-health", "--target-group-arn", group))
                .contains("\"State\": \"healthy\"");
        aws.run("elbv2", "add-tags", "--resource-arns", group, "--tags", "Key=prototype,Value=iris");
        assertThat(aws.run("elbv2", "describe-tags", "--resource-arns", group)).contains("\"iris\"");
        assertThat(aws.run(
                        "elbv2",
                        "modify-load-balancer-attributes",
                        "--load-balancer-arn",
                        balancer,
                        "--attributes",
                        "Key=idle_timeout.timeout_seconds,Value=120"))
                .contains("\"120\"");
    }

    private record Balanced(String group, int port) {}

    private Balanced balanced(String name) {
        int own = freePort();
        String made = group(name);
        elb.createListener(r -> r.loadBalancerArn(balancer)
                .port(own)
                .protocol(ProtocolEnum.HTTP)
                .defaultActions(forward(made)));
        return new Balanced(made, own);
    }

    private String group(String name) {
        return elb.createTargetGroup(r -> r.name(name)
                        .protocol(ProtocolEnum.HTTP)
                        .port(8080)
                        .vpcId("vpc-1")
                        .targetType(TargetTypeEnum.IP)
                        .healthCheckPath("/health"))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private void register(String targetGroup, int at) {
        elb.registerTargets(r -> r.targetGroupArn(targetGroup).targets(at(at)));
    }

    private static TargetDescription at(int port) {
        return TargetDescription.builder().id("127.0.0.1").port(port).build();
    }

    private static Action forward(String targetGroup) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(targetGroup)
                .build();
    }

    private List<TargetHealthDescription> health(String targetGroup) {
        return elb.describeTargetHealth(r -> r.targetGroupArn(targetGroup)).targetHealthDescriptions();
    }

    private void awaitState(String targetGroup, String state) {
        await().atMost(PATIENCE).until(() -> health(targetGroup)
                .getFirst()
                .targetHealth()
                .stateAsString()
                .equals(state));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Process serve(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestServer.class.getName())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("HOST", "127.0.0.1");
        builder.environment().put("PORT", Integer.toString(port));
        return builder.start();
    }

    /** So many zeros. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(left, length);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
