package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import dev.vitrine.packaging.event.BucketEvents;
import dev.vitrine.packaging.template.PrototypeParameters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What happens by itself in the cheapest deployment, without a load balancer: a schedule's job, a function's head start. */
class ByItselfIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BUCKET = "vitrine-000000000000-us-east-1";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final Map<String, String> SHARED = Map.of(
            "VpcId", "vpc-0a1b2c3d4e5f60718",
            "SubnetIds", "subnet-0a1b2c3d4e5f60711,subnet-0a1b2c3d4e5f60712",
            "FrontendImage", "vitrine/frontend:latest",
            "LoadBalancer", "false");

    @TempDir
    private Path state;

    @TempDir
    private Path prototypes;

    private LocalCloud cloud;
    private URI endpoint;

    @BeforeEach
    void start() throws Exception {
        cloud = LocalCloud.start(new LocalCloudConfig(0, state, List.of(RunCommand.IMAGES), Clock.systemUTC()));
        endpoint = cloud.endpoint();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void a_scheduled_table_is_done_and_a_published_version_is_loaded_before_anybody_asks() throws Exception {
        try (CloudFormationClient stacks = client(CloudFormationClient.builder());
                DynamoDbClient dynamoDb = client(DynamoDbClient.builder());
                CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder());
                S3Client s3 = client(S3Client.builder())) {
            create(stacks, "vitrine", "vitrine.yaml", SHARED);
            assertThat(output(stacks, "vitrine", "Address")).contains("describe-network-interfaces");
            S3ArtifactBucket bucket = new S3ArtifactBucket(s3, BUCKET);
            Publisher publisher =
                    new Publisher(bucket, new DynamoPrototypeStore(dynamoDb, "vitrine"), Clock.systemUTC());
            Path nightly = new Workshop(prototypes).scheduled("nightly", "at(" + inSeconds(30) + ")");
            publisher.publish(nightly);
            Path manifest = nightly.resolve("prototype.yaml");
            create(stacks, "vitrine-nightly", "prototype.yaml", PrototypeParameters.of(ManifestReader.read(manifest)));

            BucketEvents events = new BucketEvents(s3, BUCKET);
            Map<String, String> functions = Map.of("nightly", output(stacks, "vitrine-nightly", "Function"));
            assertThat(events.set(functions)).isTrue();
            assertThat(events.set(functions)).isFalse();
            Files.writeString(manifest, Files.readString(manifest).replace("genuine?", "really genuine?"));
            String version = publisher.publish(nightly).version();

            DynamoJobTable jobs = new DynamoJobTable(dynamoDb, "vitrine", bucket, Clock.systemUTC());
            await("the scheduled job is done")
                    .atMost(PATIENCE)
                    .until(
                            () -> jobs
                                    .list(new JobQuery(Optional.of("nightly"), Optional.empty(), Optional.empty(), 10))
                                    .jobs()
                                    .stream()
                                    .anyMatch(job -> job.state() == JobState.SUCCEEDED && isScheduled(job)));
            await("the function has loaded the new version").atMost(PATIENCE).untilAsserted(() -> assertThat(
                            logs.filterLogEvents(request -> request.logGroupName("/vitrine/nightly"))
                                    .events())
                    .extracting(FilteredLogEvent::message)
                    .anyMatch(message -> message.contains("loaded version=" + version)));
        }
    }

    private static boolean isScheduled(Job job) {
        return job.owner().equals("schedule") && job.source().equals("data/examples.csv");
    }

    private static String inSeconds(int seconds) {
        return LocalDateTime.now(ZoneOffset.UTC).plusSeconds(seconds).format(SECONDS);
    }

    private static void create(
            CloudFormationClient stacks, String name, String template, Map<String, String> parameters)
            throws IOException {
        String body = Files.readString(Path.of("aws", template));
        stacks.createStack(request -> request.stackName(name)
                .templateBody(body)
                .parameters(parameters.entrySet().stream()
                        .map(value -> Parameter.builder()
                                .parameterKey(value.getKey())
                                .parameterValue(value.getValue())
                                .build())
                        .toList())
                .capabilities(Capability.CAPABILITY_NAMED_IAM));
        await().atMost(PATIENCE).until(() -> stack(stacks, name).stackStatus() != StackStatus.CREATE_IN_PROGRESS);
        assertThat(stack(stacks, name).stackStatus())
                .as(() -> stacks.describeStackEvents(request -> request.stackName(name))
                        .stackEvents()
                        .toString())
                .isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    private static Stack stack(CloudFormationClient stacks, String name) {
        return stacks.describeStacks(request -> request.stackName(name))
                .stacks()
                .getFirst();
    }

    private static String output(CloudFormationClient stacks, String name, String key) {
        return stack(stacks, name).outputs().stream()
                .filter(output -> output.outputKey().equals(key))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow();
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("vitrine", "vitrine")))
                .build();
    }
}
