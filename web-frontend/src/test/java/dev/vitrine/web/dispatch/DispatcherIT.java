package dev.vitrine.web.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.EcsWorkerStarter;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;

/** The dispatcher with the real job table and real tasks, whose programs are as good or bad as the test wants. */
class DispatcherIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final AtomicInteger NEXT = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static LocalCloud cloud;
    private static AwsClients clients;
    private static EcsClient ecs;
    private static DynamoJobTable jobs;

    @BeforeAll
    static void start() throws Exception {
        image("crashes", "java", "-Xmx16m", "NoSuchProgram");
        image("waits", "java", "-Xmx32m", "Wait.java");
        LocalCloudConfig plain = LocalCloudConfig.ephemeral(folder.resolve("state"));
        cloud = LocalCloud.start(new LocalCloudConfig(
                0, plain.stateDir(), List.of(folder.resolve("images")), plain.clock(), plain.lambda(), plain.ecs()));
        System.setProperty(
                "aws.endpointUrl", "http://127.0.0.1:" + cloud.endpoint().getPort());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "vitrine");
        System.setProperty("aws.secretAccessKey", "vitrine");
        clients = AwsClients.interactive();
        ecs = clients.ecs();
        ecs.createCluster(request -> request.clusterName("vitrine"));
        VitrineTable.createIfAbsent(clients.dynamoDb(), "vitrine");
        ArtifactBucket bucket = new S3ArtifactBucket(clients.s3(), "unused");
        jobs = new DynamoJobTable(clients.dynamoDb(), "vitrine", bucket, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        clients.close();
        cloud.close();
        List.of("endpointUrl", "region", "accessKeyId", "secretAccessKey")
                .forEach(name -> System.clearProperty("aws." + name));
    }

    private static void image(String name, String... entrypoint) throws Exception {
        Path image = folder.resolve("images/vitrine").resolve(name).resolve("latest");
        Path app = Files.createDirectories(image.resolve("rootfs/app"));
        Files.writeString(
                image.resolve("config.json"),
                "{\"Entrypoint\":[\"" + String.join("\",\"", entrypoint) + "\"],\"WorkingDir\":\"/app\"}");
        Files.writeString(
                app.resolve("Wait.java"),
                "class Wait { public static void main(String[] a) throws Exception { Thread.sleep(60_000); } }");
    }

    /** A prototype whose workers run that image. */
    private static String prototype(String image) {
        String name = "proto-" + NEXT.incrementAndGet();
        ecs.registerTaskDefinition(request -> request.family("vitrine-" + name)
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("batch")
                        .image("vitrine/" + image + ":latest")
                        .essential(true)
                        .build()));
        return name;
    }

    private static Job submit(String prototype, int shards) {
        Job job = new Job(
                "job-" + System.nanoTime() + "-" + NEXT.incrementAndGet(),
                prototype,
                "v1",
                "table.csv",
                "Ada",
                Instant.now(),
                1,
                List.of("x"),
                shards,
                shards,
                JobState.QUEUED,
                JobProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        jobs.submit(new JobSubmission(job, Collections.nCopies(shards, 1), Optional.empty()));
        return job;
    }

    private static Dispatcher dispatcher(String cluster) {
        return dispatcher(cluster, false);
    }

    private static Dispatcher dispatcher(String cluster, boolean spot) {
        EcsWorkerStarter workers = new EcsWorkerStarter(ecs, cluster, Map.of(), _ -> spot);
        return new Dispatcher(jobs, jobs, workers, job -> 2, () -> {}, Clock.systemUTC()).start();
    }

    private static int running(String prototype) {
        return ecs.listTasks(request -> request.cluster("vitrine").family("vitrine-" + prototype))
                .taskArns()
                .size();
    }

    /** A dispatcher that ended keeps the office until its term runs out; the next test does not wait for that. */
    @BeforeEach
    void freeTheOffice() {
        clients.dynamoDb().deleteItem(request -> request.tableName("vitrine")
                .key(Map.of("pk", AttributeValue.fromS("LEASE"), "sk", AttributeValue.fromS("dispatcher"))));
    }

    @Test
    void a_submit_gets_workers_at_once_and_never_more_than_the_prototype_allows() {
        String prototype = prototype("waits");
        try (Dispatcher dispatcher = dispatcher("vitrine")) {
            Job job = submit(prototype, 5);
            dispatcher.kick();

            await().atMost(LONG).until(() -> running(prototype) == 2);
            for (int i = 0; i < 5; i++) {
                dispatcher.kick();
            }
            await().during(Duration.ofSeconds(3)).atMost(LONG).until(() -> running(prototype) == 2);
            jobs.cancel(job.id());
        }
        ecs.listTasks(request -> request.cluster("vitrine").family("vitrine-" + prototype))
                .taskArns()
                .forEach(task ->
                        ecs.stopTask(request -> request.cluster("vitrine").task(task)));
    }

    @Test
    void nobody_writes_while_there_is_nothing_to_do_and_whoever_is_asked_first_begins() {
        AtomicInteger rounds = new AtomicInteger();
        EcsWorkerStarter workers = new EcsWorkerStarter(ecs, "vitrine", Map.of(), _ -> false);
        try (Dispatcher idle = new Dispatcher(jobs, jobs, workers, job -> 1, rounds::incrementAndGet, Clock.systemUTC())
                        .start();
                Dispatcher asked = new Dispatcher(jobs, jobs, workers, job -> 1, () -> {}, Clock.systemUTC()).start()) {
            idle.kick();
            await().atMost(LONG).until(() -> rounds.get() >= 2);
            assertThat(office()).as("no office while nothing is open").isEmpty();
            Job job = submit(prototype("waits"), 1);
            asked.kick();
            await().atMost(LONG).until(() -> running(job.prototype()) == 1);
            assertThat(office()).containsKey("holder");
            jobs.cancel(job.id());
            ecs.listTasks(request -> request.cluster("vitrine").family("vitrine-" + job.prototype()))
                    .taskArns()
                    .forEach(task ->
                            ecs.stopTask(request -> request.cluster("vitrine").task(task)));
        }
    }

    private static Map<String, AttributeValue> office() {
        return clients.dynamoDb()
                .getItem(request -> request.tableName("vitrine")
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS("LEASE"), "sk", AttributeValue.fromS("dispatcher"))))
                .item();
    }

    @Test
    void workers_of_a_prototype_on_spot_run_on_spare_capacity() {
        ecs.createCluster(request -> request.clusterName("spare").capacityProviders("FARGATE", "FARGATE_SPOT"));
        String prototype = prototype("waits");
        Job job = submit(prototype, 1);
        try (Dispatcher dispatcher = dispatcher("spare", true)) {
            dispatcher.kick();
            await().atMost(LONG)
                    .until(() ->
                            !ecs.listTasks(r -> r.cluster("spare")).taskArns().isEmpty());
            jobs.cancel(job.id());
        }
        List<String> tasks = ecs.listTasks(r -> r.cluster("spare")).taskArns();
        assertThat(ecs.describeTasks(r -> r.cluster("spare").tasks(tasks)).tasks())
                .extracting(Task::capacityProviderName)
                .containsExactly("FARGATE_SPOT");
        tasks.forEach(task -> ecs.stopTask(r -> r.cluster("spare").task(task)));
    }

    @Test
    void a_job_whose_workers_crash_again_and_again_fails_with_the_reason() {
        Job job = submit(prototype("crashes"), 1);
        try (Dispatcher dispatcher = dispatcher("vitrine")) {
            dispatcher.kick();
            await().atMost(LONG).until(() -> jobs.find(job.id()).orElseThrow().state() == JobState.FAILED);
        }
        assertThat(jobs.find(job.id()).orElseThrow().reason().orElseThrow())
                .startsWith("Its workers crashed")
                .contains("exit code 1");
    }

    @Test
    void a_job_whose_image_is_missing_fails_with_the_reason() {
        Job job = submit(prototype("missing"), 3);
        try (Dispatcher dispatcher = dispatcher("vitrine")) {
            dispatcher.kick();
            await().atMost(LONG).until(() -> jobs.find(job.id()).orElseThrow().state() == JobState.FAILED);
        }
        assertThat(jobs.find(job.id()).orElseThrow().reason().orElseThrow())
                .startsWith("No worker could be started: the image of the worker cannot be found");
    }

    @Test
    void a_job_without_a_cluster_fails_with_the_reason() {
        Job job = submit(prototype("waits"), 1);
        try (Dispatcher dispatcher = dispatcher("nowhere")) {
            dispatcher.kick();
            await().atMost(LONG).until(() -> jobs.find(job.id()).orElseThrow().state() == JobState.FAILED);
        }
        assertThat(jobs.find(job.id()).orElseThrow().reason().orElseThrow())
                .startsWith("No worker could be started:")
                .contains("there is no cluster 'nowhere'");
    }
}
