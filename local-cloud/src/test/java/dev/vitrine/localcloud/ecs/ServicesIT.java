package dev.vitrine.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.AwsCli;
import dev.vitrine.localcloud.TestBalancer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Task;

/** Services behind load balancers: kept running, replaced without a failed request, rolled back when broken. */
@TestInstance(Lifecycle.PER_CLASS)
class ServicesIT {
    private TestService web;
    private Path work;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        work = folder;
        web = new TestService(folder);
    }

    @AfterAll
    void stop() {
        web.close();
    }

    @Test
    void aServiceRunsBehindItsLoadBalancerAndComesBackAfterAKill() throws Exception {
        int port = TestBalancer.freePort();
        String group = web.balance("kept", port);
        web.ecs.createService(TestService.request("kept", web.define("kept", Map.of("VERSION", "one")), group)
                .build());
        web.awaitStable("kept");

        assertThat(web.get(port, "/").body()).isEqualTo("one");
        assertThat(web.events("kept").getFirst()).isEqualTo("(service kept) has reached a steady state.");
        assertThat(web.events("kept"))
                .anyMatch(it -> it.startsWith("(service kept) has started 1 tasks: (task "))
                .contains("(service kept) registered 1 targets in (target-group " + group + ")");
        Task first = web.tasks("kept").getFirst();
        assertThat(first.group()).isEqualTo("service:kept");
        assertThat(first.startedBy())
                .isEqualTo(web.describe("kept").deployments().getFirst().id());

        ProcessHandle.allProcesses()
                .filter(it -> it.info().command().orElse("").endsWith("/java"))
                .filter(it -> listensFor(it, first))
                .forEach(ProcessHandle::destroyForcibly);

        await().atMost(TestService.PATIENCE)
                .ignoreExceptions()
                .until(() -> !web.tasks("kept").getFirst().taskArn().equals(first.taskArn())
                        && web.get(port, "/").statusCode() == 200);
        web.awaitStable("kept");
        assertThat(web.ecs
                        .listTasks(r -> r.cluster(TestService.CLUSTER)
                                .serviceName("kept")
                                .desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .contains(first.taskArn());

        web.ecs.updateService(
                r -> r.cluster(TestService.CLUSTER).service("kept").desiredCount(0));
        await().atMost(TestService.PATIENCE).until(() -> web.get(port, "/").statusCode() == 503);
        web.ecs.deleteService(r -> r.cluster(TestService.CLUSTER).service("kept"));
        await().atMost(TestService.PATIENCE)
                .until(() -> web.describe("kept").status().equals("INACTIVE"));
    }

    /** The environment tells test servers apart by their port. */
    private static boolean listensFor(ProcessHandle process, Task task) {
        int port = task.containers().getFirst().networkBindings().getFirst().hostPort();
        try {
            String environment =
                    Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
            return environment.contains("PORT=" + port + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aNewDeploymentUnderLoadFailsNoRequest() throws Exception {
        int port = TestBalancer.freePort();
        String group = web.balance("renewed", port);
        web.ecs.createService(TestService.request("renewed", web.define("renewed", Map.of("VERSION", "one")), group)
                .desiredCount(2)
                .build());
        web.awaitStable("renewed");
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger answers = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                clients.execute(() -> ask(port, over, answers, failures));
            }
            try {
                String second = web.define("renewed", Map.of("VERSION", "two"));
                new AwsCli(web.endpoint(), work)
                        .run(
                                "ecs",
                                "update-service",
                                "--cluster",
                                TestService.CLUSTER,
                                "--service",
                                "renewed",
                                "--task-definition",
                                second,
                                "--force-new-deployment");
                web.awaitStable("renewed");
            } finally {
                over.set(true);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(answers.get()).isGreaterThan(100);
        assertThat(web.get(port, "/").body()).isEqualTo("two");
        assertThat(web.events("renewed"))
                .anyMatch(it -> it.startsWith("(service renewed) has begun draining connections on "))
                .anyMatch(it -> it.startsWith("(service renewed) has stopped "))
                .anyMatch(it -> it.endsWith(" deployment completed."));
        new AwsCli(web.endpoint(), work)
                .run("ecs", "wait", "services-stable", "--cluster", TestService.CLUSTER, "--services", "renewed");
        web.ecs.deleteService(
                r -> r.cluster(TestService.CLUSTER).service("renewed").force(true));
    }

    private void ask(int port, AtomicBoolean over, AtomicInteger answers, Collection<String> failures) {
        while (!over.get()) {
            try {
                HttpResponse<String> answer = web.get(port, "/");
                answers.incrementAndGet();
                if (answer.statusCode() != 200) {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException | InterruptedException e) {
                failures.add(e.toString());
            }
        }
    }

    @Test
    void aBrokenDefinitionIsRolledBackAndTheEventsSayWhy() throws Exception {
        int port = TestBalancer.freePort();
        String group = web.balance("broken", port);
        String good = web.define("broken", Map.of("VERSION", "good"));
        web.ecs.createService(TestService.request("broken", good, group)
                .healthCheckGracePeriodSeconds(40)
                .deploymentConfiguration(
                        d -> d.deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))
                .build());
        web.awaitStable("broken");
        String before = web.describe("broken").deployments().getFirst().id();

        String bad = web.define("broken", Map.of("VERSION", "bad", "HEALTH", "500"));
        web.ecs.updateService(
                r -> r.cluster(TestService.CLUSTER).service("broken").taskDefinition(bad));

        await().atMost(TestService.PATIENCE).until(() -> web.events("broken")
                .contains("(service broken) rolling back to deployment " + before + "."));
        assertThat(web.get(port, "/").body()).isEqualTo("good");
        web.awaitStable("broken");
        assertThat(web.describe("broken").taskDefinition()).isEqualTo(good);
        assertThat(web.describe("broken").deployments().getFirst().id()).isEqualTo(before);
        assertThat(web.events("broken"))
                .anyMatch(it -> it.contains("is unhealthy in (target-group " + group
                        + ") due to (reason Health checks failed with these codes: [500])."))
                .anyMatch(it -> it.endsWith("deployment failed: tasks failed to start."));
        List<String> stopped = web.ecs
                .listTasks(r ->
                        r.cluster(TestService.CLUSTER).serviceName("broken").desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
        assertThat(web.ecs
                        .describeTasks(r -> r.cluster(TestService.CLUSTER).tasks(stopped))
                        .tasks())
                .allSatisfy(it -> assertThat(it.stopCodeAsString()).isEqualTo("ServiceSchedulerInitiated"))
                .filteredOn(it ->
                        it.stoppedReason().equals("Task failed ELB health checks in (target-group " + group + ")"))
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.taskDefinitionArn()).isEqualTo(bad));
        web.ecs.deleteService(
                r -> r.cluster(TestService.CLUSTER).service("broken").force(true));
    }

    @Test
    void whatCannotBeAServiceIsRefused() {
        String definition = web.define("refused", Map.of());
        assertThatThrownBy(() -> web.ecs.createService(
                        TestService.request("refused", definition, "arn:aws:elasticloadbalancing:none")
                                .build()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("does not have an associated load balancer");
        assertThatThrownBy(() -> web.ecs.updateService(
                        r -> r.cluster(TestService.CLUSTER).service("nobody").desiredCount(1)))
                .isInstanceOf(ServiceNotFoundException.class);
    }
}
