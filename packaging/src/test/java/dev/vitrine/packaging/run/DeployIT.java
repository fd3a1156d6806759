package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import dev.vitrine.web.access.PasswordHash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * A deployment's life, as a scientist gives it one by {@code make plan}, {@code deploy}, {@code doctor} and {@code
 * destroy}: one story, told in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DeployIT {
    private static final String PASSWORD = "a deployer's password";
    private static final String ADAS_PASSWORD = "what only Ada knows";
    private static final Map<String, String> SETTINGS = Map.of(
            "USERS", "Ada:owner:" + PasswordHash.of(ADAS_PASSWORD),
            "PASSWORD_ROLE", "reviewer",
            "RATE_LIMIT", "4321",
            "WEBHOOK_HOSTS", "hooks.example.com");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ROW =
            "{\"inputs\": [{\"variance\": 3.6216, \"skewness\": 8.6661, \"curtosis\": -2.8073, \"entropy\": -0.44699}]}";

    private final int port = RunCommand.freePort();
    private LocalCloud cloud;
    private Path prototypes;

    DeployIT(@TempDir Path state, @TempDir Path folder) throws Exception {
        cloud = LocalCloud.start(new LocalCloudConfig(0, state, List.of(), Clock.systemUTC()));
        prototypes = folder;
    }

    /** How a command ended, and all that it said. */
    private record Ended(int exit, String said) {}

    @BeforeAll
    void bringOnePrototype() throws IOException {
        new Workshop(prototypes).workers("banknote", 2);
    }

    @AfterAll
    void end() {
        cloud.close();
    }

    @Test
    @Order(1)
    void a_plan_shows_what_will_be_there_and_makes_nothing() throws Exception {
        Ended plan = make("plan", Map.of());
        assertThat(plan.exit()).as(plan.said()).isZero();
        assertThat(plan.said())
                .contains("push      image vitrine/predictor:src-")
                .contains("new       stack vitrine\n")
                .containsPattern("add +Table +AWS::DynamoDB::Table")
                .contains("new       stack vitrine-banknote");
        try (CloudFormationClient stacks = stacks()) {
            assertThat(stacks.describeStacks().stacks()).isEmpty();
        }
        Ended doctor = make("doctor", Map.of());
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.said())
                .containsPattern("ok +network")
                .containsPattern("FAIL +stack vitrine +is not there\n +what to do: make deploy");
    }

    @Test
    @Order(1)
    void a_profile_with_an_sso_session_serves_and_its_end_is_told_with_what_to_do(@TempDir Path home) throws Exception {
        signIn(home, Instant.now().plus(Duration.ofHours(8)));
        assertThat(bySso(home).said()).containsPattern("ok +credentials +arn:aws:");

        signIn(home, Instant.now().minus(Duration.ofHours(1)));
        Ended expired = bySso(home);
        assertThat(expired.exit()).isEqualTo(1);
        assertThat(expired.said())
                .contains("profile 'lab'", "aws sso login --profile lab")
                .hasLineCount(2);
        Ended unknown = ended(withProfile(home, "nobody"));
        assertThat(unknown.said()).contains("there is no profile 'nobody'").hasLineCount(2);
    }

    /** Writes what {@code aws sso login} leaves. */
    private void signIn(Path home, Instant until) throws Exception {
        Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
        Files.writeString(home.resolve(".aws/config"), """
                [profile lab]
                sso_session = work
                sso_account_id = 000000000000
                sso_role_name = scientist
                region = us-east-1

                [sso-session work]
                sso_region = us-east-1
                sso_start_url = https://work.awsapps.com/start
                """);
        byte[] name = MessageDigest.getInstance("SHA-1").digest("work".getBytes(StandardCharsets.UTF_8));
        Files.writeString(cache.resolve(HexFormat.of().formatHex(name) + ".json"), """
                {"startUrl": "https://work.awsapps.com/start", "region": "us-east-1", "accessToken": "token",
                 "expiresAt": "%s"}""".formatted(
                        until.truncatedTo(ChronoUnit.SECONDS)));
    }

    private Ended bySso(Path home) throws Exception {
        return ended(withProfile(home, "lab"));
    }

    private ProcessBuilder withProfile(Path home, String profile) {
        ProcessBuilder command = command("doctor", Map.of("AWS_PROFILE", profile, "HOME", home.toString()));
        command.environment().keySet().removeAll(Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
        return command;
    }

    @Test
    @Order(2)
    void a_deploy_that_was_killed_is_completed_by_the_next() throws Exception {
        Process killed = command("deploy", Map.of()).start();
        try (CloudFormationClient stacks = stacks()) {
            await("the shared stack is being made")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() ->
                            stacks.describeStackEvents(request -> request.stackName("vitrine")).stackEvents().stream()
                                    .map(StackEvent::logicalResourceId)
                                    .anyMatch("Table"::equals));
        }
        killed.destroyForcibly().waitFor();

        Ended deploy = make("deploy", SETTINGS);
        assertThat(deploy.exit()).as(deploy.said()).isZero();
        assertThat(deploy.said())
                .contains("secret vitrine/users", "secret vitrine/webhook-secret")
                .doesNotContain("argon2", "whsec_", PASSWORD)
                .containsPattern("created +vitrine-banknote {2}Function +AWS::Lambda::Function +[0-9.]+ s")
                .containsPattern("new +stack vitrine-banknote")
                .contains("Vitrine is at http://");
        ApiClient api = new ApiClient(URI.create("http://localhost:" + port), PASSWORD);
        await().atMost(PATIENCE)
                .until(() -> api.get("/api/v1/prototypes/banknote").statusCode() == 200);
        assertThat(api.predict("banknote", ROW)
                        .path("predictions")
                        .path(0)
                        .path("verdict")
                        .asText())
                .isEqualTo("genuine");
    }

    @Test
    @Order(3)
    void the_settings_of_a_deploy_are_those_of_the_frontend() {
        ApiClient named = new ApiClient(URI.create("http://localhost:" + port), "ada", ADAS_PASSWORD);
        ApiClient shared = new ApiClient(URI.create("http://localhost:" + port), PASSWORD);
        assertThat(named.get("/api/v1/audit").statusCode())
                .as("USERS: an owner")
                .isEqualTo(200);
        assertThat(shared.get("/api/v1/audit").statusCode())
                .as("PASSWORD_ROLE: reviewers")
                .isEqualTo(403);
        assertThat(new ApiClient(URI.create("http://localhost:" + port), "ada", PASSWORD)
                        .get("/api/v1/jobs")
                        .statusCode())
                .as("the shared password is none of Ada's")
                .isEqualTo(401);
        assertThat(named.get("/api/v1/jobs").headers().firstValue("RateLimit-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("4321"));
        HttpResponse<String> elsewhere = named.post(
                "/api/v1/prototypes/banknote/jobs",
                "text/csv",
                BodyPublishers.ofString("variance\n1\n"),
                "Webhook-Url",
                "https://elsewhere.example.net/");
        assertThat(elsewhere.body()).contains("Webhooks may not go to 'elsewhere.example.net'");
        try (CloudFormationClient stacks = stacks();
                EcsClient ecs = Cloud.client(EcsClient.builder(), cloud.endpoint())) {
            String visible = stacks.describeStacks(request -> request.stackName("vitrine")) + " "
                    + ecs.describeTaskDefinition(request -> request.taskDefinition("vitrine-frontend"));
            assertThat(visible).contains("hooks.example.com").doesNotContain("argon2", "whsec_");
        }
    }

    @Test
    @Order(4)
    void a_second_deploy_changes_nothing_and_all_is_well() throws Exception {
        List<String> before = tasks();
        Ended deploy = make("deploy", Map.of());
        assertThat(deploy.exit()).as(deploy.said()).isZero();
        assertThat(deploy.said().lines().takeWhile(line -> !line.startsWith("Vitrine is at")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("unchanged"));
        assertThat(tasks()).isEqualTo(before);
        Ended plan = make("plan", Map.of());
        assertThat(plan.said().lines()).allMatch(line -> line.startsWith("unchanged"));
        Ended doctor = make("doctor", Map.of());
        assertThat(doctor.said()).doesNotContain("FAIL");
        assertThat(doctor.exit()).isZero();
    }

    @Test
    @Order(5)
    void what_a_manifest_changes_is_planned_and_deployed_alone_and_a_time_that_has_passed_is_refused()
            throws Exception {
        Path manifest = prototypes.resolve("banknote/prototype.yaml");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("realtime: \\{memory: \\d+ MB", "realtime: {memory: 1536 MB"));
        Path late = new Workshop(prototypes).scheduled("late", "at(2020-01-01T06:00:00)");
        String refusal =
                "late: schedule.when in its prototype.yaml is at(2020-01-01T06:00:00) in UTC, which has passed";
        Ended plan = make("plan", Map.of());
        assertThat(plan.exit()).isEqualTo(1);
        assertThat(plan.said())
                .containsPattern("change +Function +AWS::Lambda::Function: MemorySize")
                .contains(refusal)
                .doesNotContain("vitrine-late");
        Ended publish = make("publish", Map.of());
        assertThat(publish.exit()).isEqualTo(1);
        assertThat(publish.said())
                .containsPattern("changed +vitrine-banknote {2}Function")
                .contains(refusal)
                .doesNotContain("prototype late");
        Files.delete(late.resolve("prototype.yaml"));
    }

    @Test
    @Order(6)
    void a_failure_names_the_resource_the_reason_and_the_remedy() throws Exception {
        Ended refused = make("deploy", Map.of("ALLOWED_CIDR", "everybody"));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.said())
                .contains("stack vitrine failed and is as it was before.")
                .containsPattern("LoadBalancerGroup \\(AWS::EC2::SecurityGroup\\): .*everybody")
                .contains("what to do:  ALLOWED_CIDR=203.0.113.0/24 make deploy");
        assertThat(make("doctor", Map.of()).exit()).isZero();
    }

    @Test
    @Order(7)
    void a_frontend_that_cannot_start_is_taken_back_and_ecs_says_why() throws Exception {
        try (SecretsManagerClient secrets = Cloud.client(SecretsManagerClient.builder(), cloud.endpoint())) {
            secrets.deleteSecret(
                    request -> request.secretId("vitrine/session-key").recoveryWindowInDays(7L));
            Ended deploy = make("deploy", Map.of("SUBNET_IDS", "subnet-0a1b2c3d4e5f60712,subnet-0a1b2c3d4e5f60713"));
            assertThat(deploy.exit()).isEqualTo(1);
            assertThat(deploy.said())
                    .containsPattern("Frontend \\(AWS::ECS::Service\\): ")
                    .contains("a task stopped: ResourceInitializationError")
                    .contains("restore-secret");
            ApiClient api = new ApiClient(URI.create("http://localhost:" + port), PASSWORD);
            assertThat(api.get("/health").statusCode()).isEqualTo(200);
            secrets.restoreSecret(request -> request.secretId("vitrine/session-key"));
        }
    }

    @Test
    @Order(8)
    void it_goes_without_a_load_balancer_too_and_brings_the_indexes_that_an_earlier_version_had_not() throws Exception {
        leaveOut("prototype");
        leaveOut("owner");
        assertThat(make("doctor", Map.of()).said())
                .containsPattern("FAIL +table vitrine +has no index owner, prototype yet");
        Ended deploy = make("deploy", Map.of("LOAD_BALANCER", "false", "USERS", "none", "WEBHOOK_HOSTS", "none"));
        assertThat(deploy.exit()).as(deploy.said()).isZero();
        assertThat(deploy.said())
                .containsPattern("deleted +vitrine {2}LoadBalancer")
                .contains("describe-network-interfaces");
        assertThat(deploy.said().lines().filter(line -> line.matches(" *changed +vitrine {2}Table .*")))
                .as("CloudFormation adds one index at a time")
                .hasSize(2);
        assertThat(indexes()).containsExactlyInAnyOrder("open", "history", "owner", "prototype");
        assertThat(make("doctor", Map.of()).said()).doesNotContain("FAIL").doesNotContain("load balancer");
        try (SecretsManagerClient secrets = Cloud.client(SecretsManagerClient.builder(), cloud.endpoint())) {
            assertThat(secrets.listSecrets().secretList())
                    .as("no user is left anywhere")
                    .extracting(SecretListEntry::name)
                    .doesNotContain("vitrine/users");
        }
    }

    /** Brings the table to what a version before the index had deployed. */
    private void leaveOut(String index) {
        try (CloudFormationClient stacks = stacks()) {
            String template =
                    stacks.getTemplate(request -> request.stackName("vitrine")).templateBody();
            String fewer = template.replaceFirst("(?s) {8}- IndexName: " + index + "\n.*?ALL}\n", "")
                    .replaceFirst(" {8}- \\{AttributeName: " + index + ", AttributeType: S}\n", "");
            List<Parameter> parameters =
                    stacks
                            .describeStacks(request -> request.stackName("vitrine"))
                            .stacks()
                            .getFirst()
                            .parameters()
                            .stream()
                            .map(parameter -> Parameter.builder()
                                    .parameterKey(parameter.parameterKey())
                                    .usePreviousValue(true)
                                    .build())
                            .toList();
            stacks.updateStack(request -> request.stackName("vitrine")
                    .templateBody(fewer)
                    .parameters(parameters)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM));
            await().atMost(PATIENCE)
                    .until(() -> !indexes().contains(index)
                            && stacks.describeStacks(request -> request.stackName("vitrine"))
                                            .stacks()
                                            .getFirst()
                                            .stackStatus()
                                    == StackStatus.UPDATE_COMPLETE);
        }
    }

    private List<String> indexes() {
        try (DynamoDbClient dynamoDb = Cloud.client(DynamoDbClient.builder(), cloud.endpoint())) {
            return dynamoDb
                    .describeTable(request -> request.tableName("vitrine"))
                    .table()
                    .globalSecondaryIndexes()
                    .stream()
                    .map(GlobalSecondaryIndexDescription::indexName)
                    .toList();
        }
    }

    @Test
    @Order(9)
    void what_is_destroyed_leaves_its_data_for_the_next_deploy() throws Exception {
        Ended asked = make("destroy", Map.of());
        assertThat(asked.exit()).isEqualTo(1);
        assertThat(asked.said()).contains("Type the account's number").contains("Nothing was deleted.");

        Ended destroy = make("destroy", Map.of("YES", "1"));
        assertThat(destroy.exit()).as(destroy.said()).isZero();
        assertThat(destroy.said()).containsPattern("kept +vitrine {2}Table");
        try (S3Client s3 = Cloud.client(S3Client.builder().forcePathStyle(true), cloud.endpoint());
                DynamoDbClient dynamoDb = Cloud.client(DynamoDbClient.builder(), cloud.endpoint());
                CloudFormationClient stacks = stacks()) {
            assertThat(stacks.describeStacks().stacks()).isEmpty();
            assertThat(s3.listObjectsV2(request -> request.bucket("vitrine-000000000000-us-east-1"))
                            .contents())
                    .isNotEmpty();
            // As if an earlier version had made the table.
            dynamoDb.updateTable(request -> request.tableName("vitrine")
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                            .delete(index -> index.indexName("owner"))
                            .build()));

            Ended deploy = make("deploy", Map.of("LOAD_BALANCER", "true"));
            assertThat(deploy.exit()).as(deploy.said()).isZero();
            assertThat(deploy.said())
                    .containsPattern("unchanged +prototype banknote")
                    .contains("new       index owner of the table that was kept");
            assertThat(indexes()).containsExactlyInAnyOrder("open", "history", "owner", "prototype");

            Ended everything = make("destroy", Map.of("YES", "1", "DATA", "1"));
            assertThat(everything.exit()).as(everything.said()).isZero();
            assertThat(s3.listBuckets().buckets()).isEmpty();
        }
    }

    private List<String> tasks() {
        try (EcsClient ecs = Cloud.client(EcsClient.builder(), cloud.endpoint())) {
            return ecs.listTasks(request -> request.cluster("vitrine")
                            .family("vitrine-frontend")
                            .desiredStatus(DesiredStatus.RUNNING))
                    .taskArns();
        }
    }

    private CloudFormationClient stacks() {
        return Cloud.client(CloudFormationClient.builder(), cloud.endpoint());
    }

    private Ended make(String word, Map<String, String> settings) throws Exception {
        return ended(command(word, settings));
    }

    private static Ended ended(ProcessBuilder command) throws Exception {
        Process process = command.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private ProcessBuilder command(String word, Map<String, String> settings) {
        ProcessBuilder command = RunCommand.deploy(word, cloud.endpoint(), prototypes);
        Map<String, String> all = new HashMap<>(Map.of("LISTENER_PORT", String.valueOf(port), "PASSWORD", PASSWORD));
        all.putAll(settings);
        command.environment().putAll(all);
        return command;
    }
}
