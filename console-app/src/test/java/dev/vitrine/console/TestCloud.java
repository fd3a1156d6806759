package dev.vitrine.console;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.result.OutcomeRecords;
import dev.vitrine.common.result.ResultIndex;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** A real local cloud with a table, a bucket, a cluster, and images whose programs are shells. It can be killed and come back. */
final class TestCloud implements AutoCloseable {
    static final String BUCKET = "vitrine-000000000000-us-east-1";
    static final String CLUSTER = "vitrine";
    private static final NetworkConfiguration NETWORK = NetworkConfiguration.builder()
            .awsvpcConfiguration(vpc -> vpc.subnets("subnet-0a1b2c3d4e5f60711"))
            .build();
    private static final String ROLE = "arn:aws:iam::000000000000:role/vitrine-execution";

    private final Path images;
    private final AwsClients clients;
    private final Host host;
    private final URI endpoint;
    private final Clock clock;
    final DynamoJobTable jobs;
    final DynamoPrototypeStore prototypes;
    final ArtifactBucket bucket;
    final EcsClient ecs;

    /** Where a local cloud runs. */
    interface Host extends AutoCloseable {
        /** Starts it; 0 for any free port. */
        URI start(int port) throws Exception;

        /** What it kept stays. */
        void kill();

        @Override
        void close();
    }

    /** One in this process. */
    TestCloud(Path folder) throws Exception {
        this(
                folder,
                new LocalCloudInside(folder.resolve("state"), folder.resolve("images"), Clock.systemUTC()),
                Clock.systemUTC());
    }

    /** One in this process at another time. */
    static TestCloud at(Path folder, Clock clock) throws Exception {
        return new TestCloud(
                folder, new LocalCloudInside(folder.resolve("state"), folder.resolve("images"), clock), clock);
    }

    private TestCloud(Path folder, Host host, Clock clock) throws Exception {
        this.host = host;
        this.clock = clock;
        images = folder.resolve("images");
        addImage("test/shell", List.of("sh", "-c"));
        endpoint = host.start(0);
        CloudProperties.local(endpoint);
        clients = AwsClients.patient();
        VitrineTable.createIfAbsent(clients.dynamoDb(), VitrineTable.DEFAULT_NAME);
        S3Client s3 = clients.s3();
        try {
            s3.createBucket(request -> request.bucket(BUCKET));
        } catch (BucketAlreadyOwnedByYouException e) {
            // The first attempt was answered too late.
        }
        bucket = new S3ArtifactBucket(s3, BUCKET);
        prototypes = new DynamoPrototypeStore(clients.dynamoDb(), VitrineTable.DEFAULT_NAME);
        jobs = new DynamoJobTable(clients.dynamoDb(), VitrineTable.DEFAULT_NAME, bucket, clock);
        ecs = clients.ecs();
        ecs.createCluster(request -> request.clusterName(CLUSTER));
    }

    /** One in a process of its own. */
    static TestCloud inItsOwnProcess(Path folder) throws Exception {
        return new TestCloud(
                folder, new LocalCloudProcess(folder.resolve("state"), folder.resolve("images")), Clock.systemUTC());
    }

    URI endpoint() {
        return endpoint;
    }

    AwsClients clients() {
        return clients;
    }

    /** Kills it; what it kept stays. */
    void kill() {
        host.kill();
    }

    /** Starts it where it was. */
    void revive() throws Exception {
        host.start(endpoint.getPort());
    }

    /** Says what is to go wrong, as docs/local-cloud.md tells; an empty list ends it. */
    void faults(String json) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(endpoint.resolve("/_vitrine/faults"))
                            .method(json.isEmpty() ? "DELETE" : "PUT", HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private void addImage(String name, List<String> entrypoint) throws IOException {
        Path image = images.resolve(name).resolve("latest");
        Files.createDirectories(image.resolve("rootfs/app"));
        Files.writeString(
                image.resolve("config.json"),
                "{\"Entrypoint\":[\"" + String.join("\",\"", entrypoint) + "\"],\"Env\":[],\"WorkingDir\":\"/app\"}");
    }

    /** Starts tasks by themselves; their addresses. */
    List<String> run(String definition, int count) {
        return ecs
                .runTask(request -> request.cluster(CLUSTER)
                        .taskDefinition(definition)
                        .count(count)
                        .launchType(LaunchType.FARGATE)
                        .startedBy("vitrine-frontend")
                        .networkConfiguration(NETWORK))
                .tasks()
                .stream()
                .map(Task::taskArn)
                .toList();
    }

    /** Publishes a folder as it is now; the version. */
    String publish(Path prototype) throws IOException {
        return new Publisher(bucket, prototypes, clock).publish(prototype).version();
    }

    /** Makes a repository; its address. */
    String repository(String name) {
        return clients.client(EcrClient.builder())
                .createRepository(request -> request.repositoryName(name))
                .repository()
                .repositoryUri();
    }

    /** Has a function of an image. */
    void function(String name, String image) {
        clients.lambda().createFunction(request -> request.functionName(name)
                .packageType(PackageType.IMAGE)
                .role("arn:aws:iam::000000000000:role/vitrine-function")
                .timeout(120)
                .memorySize(1024)
                .code(code -> code.imageUri(image)));
    }

    /** Has a service of one task. */
    void serve(String service, String definition) {
        ecs.createService(request -> request.cluster(CLUSTER)
                .serviceName(service)
                .taskDefinition(definition)
                .desiredCount(1)
                .networkConfiguration(NETWORK));
    }

    /** Answers all rows of a claimed shard as a worker does: genuine, but for a reject at the end. */
    void answer(Claim claim) {
        int rows = claim.shard().rows();
        List<List<String>> inputs = Collections.nCopies(rows, List.of("1"));
        List<PrintedOutcome> outcomes =
                new ArrayList<>(Collections.nCopies(rows - 1, new PrintedOutcome.Outputs(List.of("genuine", "0.5"))));
        outcomes.add(new PrintedOutcome.Reject("variance", "1", "must be another"));
        OutcomeRecords records = OutcomeRecords.of(
                claim.shard().firstRow(),
                inputs,
                outcomes,
                claim.job().columns().size(),
                2);
        ResultIndex.Builder index = new ResultIndex.Builder();
        Arrays.stream(records.results().lengths()).forEach(index::add);
        String job = claim.job().id();
        int shard = claim.shard().number();
        bucket.put(BucketKeys.results(job, shard), records.results().bytes());
        bucket.put(BucketKeys.resultsIndex(job, shard), index.toBytes());
        bucket.put(BucketKeys.rejects(job, shard), records.rejects().bytes());
        if (!jobs.complete(claim, 1)) {
            throw new AssertionError("the claim was lost");
        }
    }

    /** Submits a job of so many shards. */
    Job submit(String id, String prototype, int shards, int rowsPerShard) {
        return submit(id, prototype, "0123456789ab", shards, rowsPerShard);
    }

    /** Submits a job for a version. */
    Job submit(String id, String prototype, String version, int shards, int rowsPerShard) {
        return submit(new Job(
                id,
                prototype,
                version,
                "notes.csv",
                "Ada",
                clock.instant(),
                1,
                List.of("variance"),
                (long) shards * rowsPerShard,
                shards,
                JobState.QUEUED,
                JobProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** Submits a job whose shards have the same number of rows. */
    Job submit(Job job) {
        for (int shard = 1; shard <= job.shards(); shard++) {
            bucket.put(BucketKeys.input(job.id(), shard), "variance\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        int rows = (int) (job.rows() / job.shards());
        jobs.submit(new JobSubmission(job, Collections.nCopies(job.shards(), rows), Optional.empty()));
        return job;
    }

    /** Does one shard of the prototype's oldest job, as a worker does; none of its rows in the bucket. */
    Claim work(String prototype, String worker) {
        return jobs.claim(prototype, worker, Duration.ofSeconds(60)).orElseThrow();
    }

    /** Registers a definition whose container runs these words of the shell. */
    String define(String family, String script, String logGroup, Map<String, String> environment) {
        return define(family, "test/shell", script, logGroup, environment);
    }

    /** The same with an image of its own, whose entry point is a shell. */
    String define(String family, String image, String script, String logGroup, Map<String, String> environment) {
        ContainerDefinition container = ContainerDefinition.builder()
                .name("batch")
                .image(image)
                .command(script)
                .stopTimeout(2)
                .environment(environment.entrySet().stream()
                        .map(entry -> KeyValuePair.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of(
                                "awslogs-group",
                                logGroup,
                                "awslogs-region",
                                "us-east-1",
                                "awslogs-create-group",
                                "true",
                                "awslogs-stream-prefix",
                                "batch")))
                .build();
        return ecs.registerTaskDefinition(request -> request.family(family)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .networkMode(NetworkMode.AWSVPC)
                        .executionRoleArn(ROLE)
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(container))
                .taskDefinition()
                .taskDefinitionArn();
    }

    @Override
    public void close() {
        clients.close();
        host.close();
    }
}
