package dev.vitrine.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

class StacksTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final TestStacks stacks = new TestStacks(cloud.client(CloudFormationClient.builder()));
    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());

    private static final String SHARED = """
            AWSTemplateFormatVersion: "2010-09-09"
            Description: Table, role and network
            Parameters:
              Days: {Type: Number, Default: 7, AllowedValues: [7, 14]}
              Networked: {Type: String, Default: "yes"}
            Conditions:
              HasNetwork: !Equals [!Ref Networked, "yes"]
            Mappings:
              Regions:
                us-east-1: {Zone: first}
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Sub "${AWS::StackName}-table"
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
                  KeySchema: [{AttributeName: PK, KeyType: HASH}]
                  TimeToLiveSpecification: {AttributeName: expires, Enabled: true}
                  PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
              Group:
                Type: AWS::Logs::LogGroup
                Properties:
                  LogGroupName: !Join ["/", ["", !Ref AWS::StackName, !FindInMap [Regions, !Ref AWS::Region, Zone]]]
                  RetentionInDays: !Ref Days
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
                  Policies:
                    - PolicyName: table
                      PolicyDocument:
                        Statement: [{Effect: Allow, Action: "dynamodb:*Item", Resource: !GetAtt Table.Arn}]
              Wall:
                Type: AWS::EC2::SecurityGroup
                Condition: HasNetwork
                Properties:
                  GroupDescription: !Sub "Of ${Role}"
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/8}]
            Outputs:
              TableArn:
                Value: !GetAtt Table.Arn
                Export: {Name: !Sub "${AWS::StackName}-TableArn"}
              Wall:
                Condition: HasNetwork
                Value: !If [HasNetwork, !GetAtt Wall.GroupId, none]
            """;

    @Test
    void a_stack_has_its_resources_in_the_order_of_their_dependencies() {
        var stack = stacks.create("shared", SHARED);

        assertThat(stack.stackStatusReason()).isNull();
        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(stacks.events("shared"))
                .startsWith("shared CREATE_IN_PROGRESS")
                .endsWith("shared CREATE_COMPLETE")
                .containsSubsequence(
                        "Table CREATE_IN_PROGRESS",
                        "Table CREATE_COMPLETE",
                        "Role CREATE_IN_PROGRESS",
                        "Role CREATE_COMPLETE",
                        "Wall CREATE_IN_PROGRESS",
                        "Wall CREATE_COMPLETE");
        DynamoDbClient tables = cloud.client(DynamoDbClient.builder());
        assertThat(tables.describeTable(r -> r.tableName("shared-table"))
                        .table()
                        .tableArn())
                .isEqualTo(stacks.output("shared", "TableArn"));
        assertThat(tables.describeTimeToLive(r -> r.tableName("shared-table"))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(retention("/shared/first")).isEqualTo(7);
        IamClient iam = cloud.client(IamClient.builder());
        String role = stacks.physicalId("shared", "Role");
        assertThat(role).startsWith("shared-Role-");
        assertThat(iam.getRolePolicy(r -> r.roleName(role).policyName("table")).policyDocument())
                .contains("shared-table");
        Ec2Client ec2 = cloud.client(Ec2Client.builder());
        var group = ec2.describeSecurityGroups(r -> r.groupIds(stacks.output("shared", "Wall")))
                .securityGroups()
                .getFirst();
        assertThat(group.description()).isEqualTo("Of " + role);
        assertThat(group.ipPermissions().getFirst().ipRanges().getFirst().cidrIp())
                .isEqualTo("10.0.0.0/8");
        assertThat(group.ipPermissions().getFirst().fromPort()).isEqualTo(80);

        assertThatThrownBy(() -> stacks.update("shared", SHARED))
                .hasMessageContaining("No updates are to be performed.");

        stacks.update("shared", SHARED, Map.of("Days", "14", "Networked", "no"));
        assertThat(stacks.stack("shared").stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(retention("/shared/first")).isEqualTo(14);
        assertThat(stacks.stack("shared").outputs()).hasSize(1);
        assertThatThrownBy(() -> ec2.describeSecurityGroups(r -> r.groupIds(group.groupId())))
                .hasMessageContaining("does not exist");

        var deleted = stacks.delete("shared");
        assertThat(deleted.stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(stacks.exists("shared")).isFalse();
        assertThat(tables.listTables().tableNames()).doesNotContain("shared-table");
        assertThat(iam.listRoles().roles()).noneMatch(each -> each.roleName().equals(role));
        assertThat(stacks.events(deleted.stackId()))
                .containsSubsequence("Role DELETE_COMPLETE", "Table DELETE_IN_PROGRESS", "shared DELETE_COMPLETE");
    }

    private Integer retention(String group) {
        return logs.describeLogGroups(r -> r.logGroupNamePrefix(group)).logGroups().stream()
                .map(LogGroup::retentionInDays)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_creation_that_fails_leaves_nothing_behind_and_says_why() {
        logs.createLogGroup(r -> r.logGroupName("/taken"));

        var stack = stacks.create("failing", """
                Resources:
                  First: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /failing/first}}
                  Second: {Type: AWS::Logs::LogGroup, DependsOn: First, Properties: {LogGroupName: /taken}}
                """);

        assertThat(stack.stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(stacks.reason("failing", "Second"))
                .contains("already exists")
                .contains("AlreadyExists");
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/failing")).logGroups())
                .isEmpty();
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/taken")).logGroups())
                .hasSize(1);
        assertThat(stacks.delete("failing").stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    }

    @Test
    void an_update_that_fails_gives_everything_back() {
        stacks.create("swaying", """
                Resources:
                  Kept: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /swaying/kept, RetentionInDays: 7}}
                  Moved: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /swaying/old}}
                """);

        var stack = stacks.update("swaying", """
                Resources:
                  Kept: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /swaying/kept, RetentionInDays: 14}}
                  Moved: {Type: AWS::Logs::LogGroup, DependsOn: Kept, Properties: {LogGroupName: /swaying/new}}
                  Wrong: {Type: AWS::Logs::LogGroup, DependsOn: Moved, Properties: {RetentionInDays: 2}}
                """);

        assertThat(stack.stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(retention("/swaying/kept")).isEqualTo(7);
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/swaying")).logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactlyInAnyOrder("/swaying/kept", "/swaying/old");
        assertThat(stacks.events("swaying"))
                .containsSubsequence(
                        "Moved UPDATE_COMPLETE",
                        "Wrong CREATE_FAILED",
                        "swaying UPDATE_ROLLBACK_IN_PROGRESS",
                        "swaying UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
                        "swaying UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void a_change_that_needs_a_new_resource_replaces_the_old_one_afterwards() {
        String template = """
                Parameters: {Name: {Type: String}}
                Resources:
                  Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Ref Name}}
                  Retained:
                    Type: AWS::Logs::LogGroup
                    DeletionPolicy: Retain
                    UpdateReplacePolicy: Retain
                    Properties: {LogGroupName: !Sub "${Name}/retained"}
                """;
        stacks.create("replacing", template, Map.of("Name", "/replacing/one"));

        stacks.update("replacing", template, Map.of("Name", "/replacing/two"));

        assertThat(stacks.events("replacing"))
                .containsSubsequence(
                        "Group UPDATE_COMPLETE",
                        "replacing UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "Group DELETE_COMPLETE",
                        "replacing UPDATE_COMPLETE");
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/replacing"))
                        .logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactlyInAnyOrder("/replacing/two", "/replacing/one/retained", "/replacing/two/retained");
        assertThat(stacks.delete("replacing").stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/replacing"))
                        .logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactlyInAnyOrder("/replacing/one/retained", "/replacing/two/retained");
    }

    @Test
    void an_export_in_use_can_neither_change_nor_go() {
        String exporter = """
                Parameters: {Value: {Type: String, Default: /exported/one}}
                Resources: {Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Ref Value}}}
                Outputs: {Name: {Value: !Ref Group, Export: {Name: exported-name}}}
                """;
        stacks.create("exporter", exporter);
        stacks.create("importer", """
                Resources:
                  Group:
                    Type: AWS::Logs::LogGroup
                    Properties: {LogGroupName: !Join ["", [Fn::ImportValue: exported-name, /imported]]}
                """);

        assertThat(stacks.physicalId("importer", "Group")).isEqualTo("/exported/one/imported");
        CloudFormationClient client = cloud.client(CloudFormationClient.builder());
        assertThat(client.listImports(r -> r.exportName("exported-name")).imports())
                .containsExactly("importer");
        assertThat(client.listExports().exports())
                .anyMatch(export -> export.value().equals("/exported/one"));
        var changed = stacks.update("exporter", exporter, Map.of("Value", "/exported/two"));
        assertThat(changed.stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(stacks.output("exporter", "Name")).isEqualTo("/exported/one");
        assertThat(stacks.delete("exporter").stackStatusReason())
                .isEqualTo("Export exported-name cannot be deleted as it is in use by importer");
        assertThat(stacks.delete("importer").stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(stacks.delete("exporter").stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    }

    @Test
    void a_bucket_with_objects_is_not_deleted_until_it_is_empty() {
        S3Client s3 = cloud.client(S3Client.builder());
        stacks.create(
                "filled", "Resources: {Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: filled-bucket}}}");
        s3.putObject(r -> r.bucket("filled-bucket").key("object"), RequestBody.fromString("text"));

        assertThat(stacks.delete("filled").stackStatus()).isEqualTo(StackStatus.DELETE_FAILED);
        assertThat(stacks.reason("filled", "Bucket")).contains("not empty");

        s3.deleteObject(r -> r.bucket("filled-bucket").key("object"));
        assertThat(stacks.delete("filled").stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    }

    @Test
    void a_template_that_cannot_be_is_refused_in_cloudformations_words() {
        refused("Resources: {X: {Type: AWS::Nothing::Known}}", "Unrecognized resource types: [AWS::Nothing::Known]");
        refused(
                "Resources: {X: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Ref Missing}}}",
                "Unresolved resource dependencies [Missing] in the Resources block of the template");
        refused(
                "Resources: {A: {Type: AWS::Logs::LogGroup, DependsOn: B}, B: {Type: AWS::Logs::LogGroup, DependsOn: A}}",
                "Circular dependency between resources: [A, B]");
        refused(
                "{Parameters: {P: {Type: String}}, Resources: {X: {Type: AWS::Logs::LogGroup}}}",
                "Parameters: [P] must have values");
        refused("""
                Parameters:
                  Subnets: {Type: List<AWS::EC2::Subnet::Id>, Default: "subnet-0a1b2c3d4e5f60711, subnet-1"}
                Resources: {X: {Type: AWS::Logs::LogGroup}}
                """, "parameter value subnet-1 for parameter name Subnets does not exist");
        refused("Resources: {X: [", "YAML not well-formed");
        var stack = stacks.create(
                "unknown-property", "Resources: {X: {Type: AWS::Logs::LogGroup, Properties: {Colour: red}}}");
        assertThat(stack.stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(stacks.reason("unknown-property", "X"))
                .isEqualTo("Properties validation failed for resource X with message:\n"
                        + "#: extraneous key [Colour] is not permitted");
    }

    private void refused(String template, String message) {
        assertThatThrownBy(() -> stacks.create("refused", template)).hasMessageContaining(message);
    }

    @Test
    void a_rollback_that_fails_goes_on_when_the_reason_is_gone() {
        String template = """
                Parameters: {Days: {Type: Number, Default: 7}}
                Resources:
                  Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /lost/group, RetentionInDays: !Ref Days}}
                """;
        stacks.create("lost", template);
        logs.deleteLogGroup(r -> r.logGroupName("/lost/group"));

        assertThat(stacks.update("lost", template, Map.of("Days", "14")).stackStatus())
                .isEqualTo(StackStatus.UPDATE_ROLLBACK_FAILED);
        logs.createLogGroup(r -> r.logGroupName("/lost/group"));
        cloud.client(CloudFormationClient.builder()).continueUpdateRollback(r -> r.stackName("lost"));

        assertThat(stacks.settled("lost").stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(retention("/lost/group")).isEqualTo(7);
    }

    @Test
    void a_change_set_shows_what_would_be_replaced_and_makes_a_stack_when_it_is_carried_out() {
        CloudFormationClient client = cloud.client(CloudFormationClient.builder());
        String template = """
                Parameters: {Name: {Type: String, Default: /viewed/one}}
                Resources:
                  Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Ref Name}}
                  Parameter: {Type: AWS::SSM::Parameter, Properties: {Name: /viewed, Type: String, Value: !GetAtt Group.Arn}}
                """;
        client.createChangeSet(r -> r.stackName("viewed")
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(template));
        assertThat(stacks.stack("viewed").stackStatus()).isEqualTo(StackStatus.REVIEW_IN_PROGRESS);
        client.executeChangeSet(r -> r.stackName("viewed").changeSetName("first"));
        assertThat(stacks.settled("viewed").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);

        client.createChangeSet(r -> r.stackName("viewed")
                .changeSetName("second")
                .usePreviousTemplate(true)
                .parameters(Parameter.builder()
                        .parameterKey("Name")
                        .parameterValue("/viewed/two")
                        .build()));

        assertThat(client.describeChangeSet(r -> r.stackName("viewed").changeSetName("second"))
                        .changes())
                .extracting(change -> change.resourceChange().logicalResourceId() + " "
                        + change.resourceChange().actionAsString() + " "
                        + change.resourceChange().replacementAsString())
                .containsExactly("Group Modify True", "Parameter Modify False");
        client.createChangeSet(r -> r.stackName("viewed").changeSetName("none").usePreviousTemplate(true));
        assertThat(client.describeChangeSet(r -> r.stackName("viewed").changeSetName("none"))
                        .statusReason())
                .startsWith("The submitted information didn't contain changes.");
    }

    @Test
    void what_is_there_already_is_taken_into_a_stack_if_asked_and_survives_its_failure() {
        S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(r -> r.bucket("older-than-its-stack"));
        s3.putObject(r -> r.bucket("older-than-its-stack").key("kept"), RequestBody.fromString("rows"));
        String bucket = """
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    DeletionPolicy: RetainExceptOnCreate
                    Properties: {BucketName: older-than-its-stack}
                """;
        String broken = bucket + """
                  Broken:
                    Type: AWS::Lambda::Version
                    DependsOn: Bucket
                    Properties: {FunctionName: there-is-none}
                """;

        assertThat(stacks.create("not-asked", bucket).stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(imported("taken-and-failed", broken)).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(imported("taken", bucket)).isEqualTo(StackStatus.CREATE_COMPLETE);
        stacks.delete("taken");
        assertThat(s3.getObjectAsBytes(r -> r.bucket("older-than-its-stack").key("kept"))
                        .asUtf8String())
                .isEqualTo("rows");
    }

    private StackStatus imported(String name, String template) {
        CloudFormationClient client = cloud.client(CloudFormationClient.builder());
        String changeSet = client.createChangeSet(r -> r.stackName(name)
                        .changeSetName("import")
                        .changeSetType(ChangeSetType.CREATE)
                        .importExistingResources(true)
                        .templateBody(template))
                .id();
        client.executeChangeSet(r -> r.changeSetName(changeSet));
        return stacks.settled(name).stackStatus();
    }
}
