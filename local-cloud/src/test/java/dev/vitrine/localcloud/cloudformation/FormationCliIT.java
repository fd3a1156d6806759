package dev.vitrine.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.localcloud.AwsCli;
import dev.vitrine.localcloud.LocalCloudExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Stacks, roles and networks by AWS's command line. */
class FormationCliIT {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private static final String TEMPLATE = """
            Parameters:
              Days: {Type: Number, Default: 7}
            Resources:
              Group:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: /cli/group, RetentionInDays: !Ref Days}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: cli-role
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: "sts:AssumeRole"}]
                  Policies:
                    - PolicyName: logs
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: "logs:Put*", Resource: !GetAtt Group.Arn}
            Outputs:
              Group: {Value: !Ref Group}
            """;

    @TempDir
    Path folder;

    private AwsCli aws;

    @BeforeEach
    void template() throws Exception {
        aws = new AwsCli(cloud.endpoint(), folder);
        Files.writeString(folder.resolve("stack.yaml"), TEMPLATE);
    }

    private String run(String command) throws Exception {
        return aws.run(command.split(" "));
    }

    @Test
    void a_stack_is_deployed_changed_looked_at_and_deleted() throws Exception {
        String deploy =
                "cloudformation deploy --stack-name cli --template-file stack.yaml --tags vitrine:prototype=cli";
        assertThat(aws.tryRun(deploy.split(" ")).errors()).contains("Requires capabilities : [CAPABILITY_NAMED_IAM]");
        run(deploy + " --capabilities CAPABILITY_NAMED_IAM");
        assertThat(run("logs list-tags-log-group --log-group-name /cli/group")).contains("vitrine:prototype");
        assertThat(run(deploy + " --capabilities CAPABILITY_NAMED_IAM --no-fail-on-empty-changeset"))
                .contains("No changes to deploy");

        run("cloudformation create-change-set --stack-name cli --change-set-name more --use-previous-template"
                + " --parameters ParameterKey=Days,ParameterValue=14 --capabilities CAPABILITY_NAMED_IAM");
        run("cloudformation wait change-set-create-complete --stack-name cli --change-set-name more");
        assertThat(run("cloudformation describe-change-set --stack-name cli --change-set-name more --query"
                        + " Changes[].ResourceChange.[LogicalResourceId,Action,Replacement,Details[0].Target.Name]"
                        + " --output text"))
                .isEqualToIgnoringWhitespace("Group Modify False RetentionInDays");
        run("cloudformation execute-change-set --stack-name cli --change-set-name more");
        run("cloudformation wait stack-update-complete --stack-name cli");
        assertThat(run("cloudformation describe-stack-events --stack-name cli --query"
                        + " StackEvents[0].[LogicalResourceId,ResourceStatus] --output text"))
                .isEqualToIgnoringWhitespace("cli UPDATE_COMPLETE");
        assertThat(run("cloudformation describe-stacks --stack-name cli --query Stacks[0].Outputs[0].OutputValue"))
                .contains("/cli/group");
        assertThat(run("cloudformation list-stack-resources --stack-name cli --query"
                        + " StackResourceSummaries[].PhysicalResourceId"))
                .contains("/cli/group", "cli-role");
        assertThat(run("cloudformation get-template --stack-name cli --output text"))
                .contains("RetentionInDays");

        assertThat(run("iam get-role-policy --role-name cli-role --policy-name logs"))
                .contains("logs:Put*");
        assertThat(run("iam simulate-principal-policy --policy-source-arn arn:aws:iam::000000000000:role/cli-role"
                        + " --action-names logs:PutLogEvents logs:DeleteLogGroup"
                        + " --resource-arns arn:aws:logs:us-east-1:000000000000:log-group:/cli/group:*"
                        + " --query EvaluationResults[].EvalDecision --output text"))
                .isEqualToIgnoringWhitespace("allowed implicitDeny");

        run("cloudformation delete-stack --stack-name cli");
        run("cloudformation wait stack-delete-complete --stack-name cli");
        assertThat(aws.tryRun("iam", "get-role", "--role-name", "cli-role").errors())
                .contains("NoSuchEntity");
    }

    @Test
    void the_default_network_is_there() throws Exception {
        assertThat(run("ec2 describe-vpcs --filters Name=isDefault,Values=true --query Vpcs[].CidrBlock"))
                .contains("172.31.0.0/16");
        assertThat(run("ec2 describe-subnets --query length(Subnets)")).contains("3");
        assertThat(run("ec2 describe-availability-zones --query AvailabilityZones[0].ZoneName"))
                .contains("us-east-1a");
        String id = run("ec2 create-security-group --group-name cli --description cli --query GroupId --output text")
                .strip();
        run("ec2 authorize-security-group-ingress --group-id " + id + " --protocol tcp --port 80 --cidr 10.0.0.0/8");
        assertThat(run("ec2 describe-security-groups --group-ids " + id
                        + " --query SecurityGroups[0].IpPermissions[0].[FromPort,IpRanges[0].CidrIp] --output text"))
                .isEqualToIgnoringWhitespace("80 10.0.0.0/8");
        run("ec2 delete-security-group --group-id " + id);
        run("budgets create-budget --account-id 000000000000 --budget"
                + " BudgetName=month,BudgetType=COST,TimeUnit=MONTHLY,BudgetLimit={Amount=10,Unit=USD}");
        assertThat(run("budgets describe-budget --account-id 000000000000 --budget-name month --query"
                        + " Budget.BudgetLimit.Amount --output text"))
                .contains("10");
    }
}
