package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The templates that deploy to AWS, deployed to the local cloud with the images of this build. */
class TemplatesIT {
    private static final Path TEMPLATES = Path.of("aws");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SUBNETS = "subnet-0a1b2c3d4e5f60711,subnet-0a1b2c3d4e5f60712";

    @TempDir
    private Path state;

    @Test
    void a_deployed_prototype_answers_behind_the_load_balancer_and_a_second_deploy_changes_nothing() throws Exception {
        LocalCloudConfig config = new LocalCloudConfig(0, state, List.of(RunCommand.IMAGES), Clock.systemUTC());
        try (LocalCloud cloud = LocalCloud.start(config);
                CloudFormationClient stacks = client(CloudFormationClient.builder(), cloud.endpoint());
                SecretsManagerClient secrets = client(SecretsManagerClient.builder(), cloud.endpoint())) {
            Map<String, String> shared = Map.of(
                    "VpcId",
                    "vpc-0a1b2c3d4e5f60718",
                    "SubnetIds",
                    SUBNETS,
                    "FrontendImage",
                    "vitrine/frontend:latest",
                    "ListenerPort",
                    String.valueOf(RunCommand.freePort()));
            create(stacks, "vitrine", "vitrine.yaml", shared);
            create(stacks, "vitrine-banknote", "prototype.yaml", Map.of("Prototype", "banknote"));
            publish(cloud.endpoint());

            String password =
                    secrets.getSecretValue(r -> r.secretId("vitrine/password")).secretString();
            ApiClient api = new ApiClient(url(stacks), password);
            await().atMost(PATIENCE)
                    .until(() -> api.get("/api/v1/prototypes/banknote").statusCode() == 200);
            assertThat(api.predict("banknote", """
                                    {"inputs": [{"variance": 3.6216, "skewness": 8.6661, "curtosis": -2.8073,
                                                 "entropy": -0.44699}]}""")
                            .path("predictions")
                            .path(0)
                            .path("verdict")
                            .asText())
                    .isEqualTo("genuine");
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> stacks.updateStack(r -> r.stackName("vitrine")
                            .templateBody(read("vitrine.yaml"))
                            .parameters(parameters(shared))
                            .capabilities(Capability.CAPABILITY_NAMED_IAM)))
                    .isInstanceOf(CloudFormationException.class)
                    .hasMessageContaining("No updates are to be performed.");
            goWithoutLoadBalancer(stacks, shared);
        }
    }

    private static void goWithoutLoadBalancer(CloudFormationClient stacks, Map<String, String> shared) {
        Map<String, String> without = new HashMap<>(shared);
        without.put("LoadBalancer", "false");
        stacks.updateStack(r -> r.stackName("vitrine")
                .templateBody(read("vitrine.yaml"))
                .parameters(parameters(without))
                .capabilities(Capability.CAPABILITY_NAMED_IAM));
        await().atMost(PATIENCE)
                .until(() -> !stack(stacks, "vitrine").stackStatusAsString().endsWith("_IN_PROGRESS"));
        assertThat(stack(stacks, "vitrine").stackStatus())
                .as(() -> stacks.describeStackEvents(r -> r.stackName("vitrine"))
                        .stackEvents()
                        .toString())
                .isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(stack(stacks, "vitrine").outputs())
                .extracting(Output::outputKey)
                .contains("Address")
                .doesNotContain("Url");
        assertThat(stacks.describeStackResources(r -> r.stackName("vitrine")).stackResources())
                .extracting(StackResource::resourceType)
                .contains("AWS::ECS::Service")
                .doesNotContain("AWS::ElasticLoadBalancingV2::LoadBalancer");
    }

    private static void create(
            CloudFormationClient stacks, String name, String template, Map<String, String> parameters) {
        stacks.createStack(r -> r.stackName(name)
                .templateBody(read(template))
                .parameters(parameters(parameters))
                .capabilities(Capability.CAPABILITY_NAMED_IAM));
        await().atMost(PATIENCE).until(() -> stack(stacks, name).stackStatus() != StackStatus.CREATE_IN_PROGRESS);
        assertThat(stack(stacks, name).stackStatus())
                .as(() -> stacks.describeStackEvents(r -> r.stackName(name))
                        .stackEvents()
                        .toString())
                .isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    private static Stack stack(CloudFormationClient stacks, String name) {
        return stacks.describeStacks(r -> r.stackName(name)).stacks().getFirst();
    }

    private static URI url(CloudFormationClient stacks) {
        return stack(stacks, "vitrine").outputs().stream()
                .filter(output -> output.outputKey().equals("Url"))
                .map(output -> URI.create(output.outputValue()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Parameter> parameters(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> Parameter.builder()
                        .parameterKey(value.getKey())
                        .parameterValue(value.getValue())
                        .build())
                .toList();
    }

    private static String read(String template) {
        try {
            return Files.readString(TEMPLATES.resolve(template));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void publish(URI cloud) throws Exception {
        ProcessBuilder command = RunCommand.java(
                "dev.vitrine.packaging.publish.PublishMain", "--quiet", RunCommand.PROTOTYPES.toString());
        command.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", cloud.toString(),
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "vitrine",
                        "AWS_SECRET_ACCESS_KEY", "vitrine"));
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("vitrine", "vitrine")))
                .build();
    }
}
