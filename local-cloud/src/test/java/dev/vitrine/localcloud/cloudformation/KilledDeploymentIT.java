package dev.vitrine.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.CloudProcess;
import dev.vitrine.localcloud.RunningCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** A cloud that is killed in the middle of an operation ends it after the next start. */
class KilledDeploymentIT {
    private static final int PAIRS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** Groups and roles in pairs; a role has a policy, so that its creation has two halves. */
    private static String template(String groups, int days, String last) {
        StringBuilder template = new StringBuilder("Resources:\n");
        for (int i = 0; i < PAIRS; i++) {
            template.append("""
                      Group%1$d:
                        Type: AWS::Logs::LogGroup
                        Properties: {LogGroupName: /%2$s/%1$d, RetentionInDays: %3$d}
                      Role%1$d:
                        Type: AWS::IAM::Role
                        Properties:
                          AssumeRolePolicyDocument: {Statement: []}
                          Policies: [{PolicyName: p, PolicyDocument: {Statement: [], Id: !Ref Group%1$d}}]
                    """.formatted(i, groups, days));
        }
        return template + last;
    }

    @Test
    void creation_update_rollback_and_deletion_are_taken_up() throws Exception {
        String first = template("first", 7, "");
        killed(stacks -> stacks.createStack(
                r -> r.stackName("s").templateBody(first).capabilitiesWithStrings("CAPABILITY_IAM")));
        settled((stacks, groups, roles) -> {
            assertThat(stacks.stack("s").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
            assertThat(groups).hasSize(PAIRS).allMatch(group -> group.retentionInDays() == 7);
            assertThat(roles).hasSize(PAIRS);
        });

        String wrong = template(
                "second",
                14,
                "  Wrong: {Type: AWS::Logs::LogGroup, DependsOn: [Role" + (PAIRS - 1)
                        + "], Properties: {RetentionInDays: 2}}\n");
        killed(stacks -> stacks.updateStack(
                r -> r.stackName("s").templateBody(wrong).capabilitiesWithStrings("CAPABILITY_IAM")));
        settled((stacks, groups, roles) -> {
            assertThat(stacks.stack("s").stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
            assertThat(groups).hasSize(PAIRS).allMatch(group -> group.logGroupName()
                    .startsWith("/first/"));
            assertThat(roles).hasSize(PAIRS);
        });

        killed(stacks -> stacks.deleteStack(r -> r.stackName("s")));
        settled((stacks, groups, roles) -> {
            assertThat(stacks.exists("s")).isFalse();
            assertThat(groups).isEmpty();
            assertThat(roles).isEmpty();
        });
    }

    private void killed(Consumer<CloudFormationClient> operation) throws Exception {
        try (CloudProcess cloud = CloudProcess.start(folder, folder.resolve("state"));
                CloudFormationClient client = RunningCloud.client(CloudFormationClient.builder(), cloud.endpoint())) {
            TestStacks stacks = new TestStacks(client);
            int before = stacks.exists("s") ? stacks.events("s").size() : 0;
            operation.accept(client);
            String id = stacks.stack("s").stackId();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> stacks.events(id).size() > before + 15);
            assertThat(stacks.stack(id).stackStatusAsString()).endsWith("IN_PROGRESS");
            cloud.kill();
        }
    }

    private void settled(Check check) throws Exception {
        try (CloudProcess cloud = CloudProcess.start(folder, folder.resolve("state"));
                CloudFormationClient client = RunningCloud.client(CloudFormationClient.builder(), cloud.endpoint());
                CloudWatchLogsClient logs = RunningCloud.client(CloudWatchLogsClient.builder(), cloud.endpoint());
                IamClient iam = RunningCloud.client(IamClient.builder(), cloud.endpoint())) {
            TestStacks stacks = new TestStacks(client);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !stacks.exists("s")
                            || !stacks.stack("s").stackStatusAsString().endsWith("IN_PROGRESS"));
            check.that(
                    stacks,
                    logs.describeLogGroupsPaginator().logGroups().stream().toList(),
                    iam.listRoles().roles());
        }
    }

    private interface Check {
        void that(TestStacks stacks, List<LogGroup> groups, List<Role> roles);
    }
}
