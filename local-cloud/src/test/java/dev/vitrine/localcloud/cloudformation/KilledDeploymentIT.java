package dev.vitrine.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.CloudProcess;
import dev.vitrine.localcloud.RunningCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** A cloud that is killed in the middle of an operation ends it after the next start. */
class KilledDeploymentIT {
    private static final int PAIRS = 40;
    private static final int BEGUN = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** Groups and roles in pairs; a role has a policy, so that its creation has two halves. */
    private static String template(String groups, int days) {
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
        return template.toString();
    }

    @Test
    void creation_update_rollback_and_deletion_are_taken_up() throws Exception {
        String first = template("first", 7);
        String wrong = template("second", 14)
                + "  Wrong: {Type: AWS::Logs::LogGroup, DependsOn: [Role39], Properties: {RetentionInDays: 2}}\n";
        String id;
        try (Cloud cloud = start()) {
            id = cloud.stacks()
                    .createStack(r -> r.stackName("s").templateBody(first).capabilitiesWithStrings("CAPABILITY_IAM"))
                    .stackId();
            cloud.killInTheMiddle(id);
        }
        try (Cloud cloud = start()) {
            assertThat(cloud.settled(id)).isEqualTo("CREATE_COMPLETE");
            assertThat(cloud.groups()).hasSize(PAIRS).allMatch(group -> group.retentionInDays() == 7);
            assertThat(cloud.roles()).hasSize(PAIRS);
            cloud.stacks()
                    .updateStack(r -> r.stackName(id).templateBody(wrong).capabilitiesWithStrings("CAPABILITY_IAM"));
            cloud.killInTheMiddle(id);
        }
        try (Cloud cloud = start()) {
            assertThat(cloud.settled(id)).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
            assertThat(cloud.groups()).hasSize(PAIRS).allMatch(group -> group.logGroupName()
                    .startsWith("/first/"));
            assertThat(cloud.roles()).hasSize(PAIRS);
            cloud.stacks().deleteStack(r -> r.stackName(id));
            cloud.killInTheMiddle(id);
        }
        try (Cloud cloud = start()) {
            assertThat(cloud.settled(id)).isEqualTo("DELETE_COMPLETE");
            assertThat(cloud.groups()).isEmpty();
            assertThat(cloud.roles()).isEmpty();
        }
    }

    private Cloud start() throws Exception {
        CloudProcess process = CloudProcess.start(folder, folder.resolve("state"));
        return new Cloud(
                process,
                RunningCloud.client(CloudFormationClient.builder(), process.endpoint()),
                RunningCloud.client(CloudWatchLogsClient.builder(), process.endpoint()),
                RunningCloud.client(IamClient.builder(), process.endpoint()));
    }

    private record Cloud(CloudProcess process, CloudFormationClient stacks, CloudWatchLogsClient logs, IamClient iam)
            implements AutoCloseable {
        void killInTheMiddle(String id) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> sinceTheBegin(id).size() >= BEGUN);
            assertThat(status(id)).endsWith("IN_PROGRESS");
            process.kill();
        }

        /** The newest events, but for those that are older than the last of the stack itself. */
        private List<StackEvent> sinceTheBegin(String id) {
            return stacks.describeStackEvents(r -> r.stackName(id)).stackEvents().stream()
                    .takeWhile(event -> !event.physicalResourceId().equals(id))
                    .toList();
        }

        String settled(String id) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> !status(id)
                    .endsWith("IN_PROGRESS"));
            return status(id);
        }

        private String status(String id) {
            return stacks.describeStacks(r -> r.stackName(id))
                    .stacks()
                    .getFirst()
                    .stackStatusAsString();
        }

        List<LogGroup> groups() {
            return logs.describeLogGroupsPaginator().logGroups().stream().toList();
        }

        List<Role> roles() {
            return iam.listRoles().roles();
        }

        @Override
        public void close() {
            stacks.close();
            logs.close();
            iam.close();
            process.close();
        }
    }
}
