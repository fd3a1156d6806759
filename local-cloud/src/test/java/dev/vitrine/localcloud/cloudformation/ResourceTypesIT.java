package dev.vitrine.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import dev.vitrine.localcloud.lambda.TestHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Resources of many types as their own services show them. */
@TestInstance(Lifecycle.PER_CLASS)
class ResourceTypesIT {
    private RunningCloud cloud;
    private TestStacks stacks;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        TestImages images =
                new TestImages(folder.resolve("images")).add("test/function", TestImages.function(TestHandler.class));
        cloud = RunningCloud.start(folder.resolve("state"), images);
        stacks = new TestStacks(cloud.client(CloudFormationClient.builder()));
    }

    @AfterAll
    void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void a_function_follows_its_template() {
        String template = """
                Parameters:
                  Memory: {Type: Number, Default: 256}
                Resources:
                  Function:
                    Type: AWS::Lambda::Function
                    Properties:
                      FunctionName: templated
                      PackageType: Image
                      Code: {ImageUri: "test/function:latest"}
                      Role: arn:aws:iam::000000000000:role/any
                      MemorySize: !Ref Memory
                      Timeout: 10
                      Environment: {Variables: {GREETING: hello}}
                      Tags: [{Key: own, Value: "1"}]
                  Version:
                    Type: AWS::Lambda::Version
                    Properties: {FunctionName: !Ref Function, Description: !Sub "memory ${Memory}"}
                  Live:
                    Type: AWS::Lambda::Alias
                    Properties: {FunctionName: !Ref Function, Name: live, FunctionVersion: !GetAtt Version.Version}
                  Permission:
                    Type: AWS::Lambda::Permission
                    Properties:
                      FunctionName: !Ref Live
                      Action: lambda:InvokeFunction
                      Principal: scheduler.amazonaws.com
                  Group:
                    Type: AWS::Scheduler::ScheduleGroup
                    Properties: {Name: templated}
                  Schedule:
                    Type: AWS::Scheduler::Schedule
                    DependsOn: Permission
                    Properties:
                      Name: nightly
                      GroupName: !Ref Group
                      ScheduleExpression: cron(0 3 * * ? *)
                      FlexibleTimeWindow: {Mode: "OFF"}
                      Target: {Arn: !Ref Live, RoleArn: "arn:aws:iam::000000000000:role/any", Input: "{}"}
                """;
        stacks.create("function", template);
        assertThat(stacks.stack("function").stackStatus())
                .as(() -> stacks.reasons("function"))
                .isEqualTo(StackStatus.CREATE_COMPLETE);
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        var answer =
                lambda.invoke(r -> r.functionName("templated").payload(SdkBytes.fromUtf8String("{\"value\":\"x\"}")));
        assertThat(answer.payload().asUtf8String()).contains("\"echo\":\"x\"");

        stacks.update("function", template, Map.of("Memory", "512"));

        assertThat(stacks.stack("function").stackStatus())
                .as(() -> stacks.reasons("function"))
                .isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(stacks.physicalId("function", "Version")).endsWith(":templated:2");
        var live =
                lambda.getFunctionConfiguration(r -> r.functionName("templated").qualifier("live"));
        assertThat(live.memorySize()).isEqualTo(512);
        var function = lambda.getFunction(r -> r.functionName("templated"));
        assertThat(function.configuration().memorySize()).isEqualTo(512);
        assertThat(function.configuration().environment().variables()).containsEntry("GREETING", "hello");
        assertThat(function.tags()).containsEntry("own", "1");
        assertThat(stacks.delete("function").stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(lambda.listFunctions().functions())
                .noneMatch(each -> each.functionName().equals("templated"));
    }

    @Test
    void a_bucket_has_the_settings_of_its_template() {
        String template = """
                Parameters:
                  Days: {Type: Number, Default: 90}
                Resources:
                  Function:
                    Type: AWS::Lambda::Function
                    Properties:
                      FunctionName: notified
                      PackageType: Image
                      Code: {ImageUri: "test/function:latest"}
                      Role: arn:aws:iam::000000000000:role/any
                  Permission:
                    Type: AWS::Lambda::Permission
                    Properties:
                      FunctionName: !Ref Function
                      Action: lambda:InvokeFunction
                      Principal: s3.amazonaws.com
                      SourceAccount: !Ref AWS::AccountId
                  Bucket:
                    Type: AWS::S3::Bucket
                    DependsOn: Permission
                    Properties:
                      BucketName: !Sub "typed-${AWS::AccountId}"
                      BucketEncryption:
                        ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}}]
                      LifecycleConfiguration:
                        Rules:
                          - {Id: calls, Status: Enabled, Prefix: calls/, ExpirationInDays: !Ref Days}
                          - {Id: uploads, Status: Enabled, AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}}
                      PublicAccessBlockConfiguration:
                        {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}
                      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerEnforced}]}
                      NotificationConfiguration:
                        LambdaConfigurations:
                          - Event: "s3:ObjectCreated:*"
                            Function: !GetAtt Function.Arn
                            Filter: {S3Key: {Rules: [{Name: prefix, Value: models/}]}}
                      Tags: [{Key: own, Value: "1"}]
                  Policy:
                    Type: AWS::S3::BucketPolicy
                    Properties:
                      Bucket: !Ref Bucket
                      PolicyDocument:
                        Version: "2012-10-17"
                        Statement:
                          - Effect: Deny
                            Principal: "*"
                            Action: "s3:*"
                            Resource: [!GetAtt Bucket.Arn, !Sub "${Bucket.Arn}/*"]
                            Condition: {Bool: {"aws:SecureTransport": "false"}}
                """;

        assertThat(stacks.create("bucket", template).stackStatus())
                .as(() -> stacks.reasons("bucket"))
                .isEqualTo(StackStatus.CREATE_COMPLETE);
        S3Client s3 = cloud.client(S3Client.builder());
        String bucket = "typed-000000000000";
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules())
                .extracting(rule -> rule.id() + " " + rule.filter().prefix())
                .containsExactly("calls calls/", "uploads ");
        assertThat(s3.getBucketEncryption(r -> r.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .getFirst()
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithmAsString())
                .isEqualTo("AES256");
        assertThat(s3.getPublicAccessBlock(r -> r.bucket(bucket))
                        .publicAccessBlockConfiguration()
                        .restrictPublicBuckets())
                .isTrue();
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(bucket))
                        .lambdaFunctionConfigurations()
                        .getFirst()
                        .filter()
                        .key()
                        .filterRules()
                        .getFirst()
                        .value())
                .isEqualTo("models/");
        assertThat(s3.getBucketPolicy(r -> r.bucket(bucket)).policy()).contains("aws:SecureTransport", bucket + "/*");
        assertThat(s3.getBucketTagging(r -> r.bucket(bucket)).tagSet()).hasSize(1);

        assertThat(stacks.update("bucket", template, Map.of("Days", "30")).stackStatus())
                .as(() -> stacks.reasons("bucket"))
                .isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket))
                        .rules()
                        .getFirst()
                        .expiration()
                        .days())
                .isEqualTo(30);
        assertThat(stacks.delete("bucket").stackStatus())
                .as(() -> stacks.reasons("bucket"))
                .isEqualTo(StackStatus.DELETE_COMPLETE);
    }

    @Test
    void what_tasks_need_is_made_and_linked() {
        String template = """
                Parameters:
                  Image: {Type: String, Default: one}
                  Owner: {Type: "AWS::SSM::Parameter::Value<String>"}
                Resources:
                  Repository:
                    Type: AWS::ECR::Repository
                    Properties:
                      RepositoryName: vitrine/typed
                      LifecyclePolicy:
                        LifecyclePolicyText: '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":10},"action":{"type":"expire"}}]}'
                  Secret:
                    Type: AWS::SecretsManager::Secret
                    Properties: {Name: typed/secret, GenerateSecretString: {PasswordLength: 20, ExcludePunctuation: true}}
                  Parameter:
                    Type: AWS::SSM::Parameter
                    Properties: {Name: /typed/parameter, Type: String, Value: !Sub "${Owner} owns"}
                  Cluster:
                    Type: AWS::ECS::Cluster
                    Properties: {ClusterName: typed, CapacityProviders: [FARGATE]}
                  Task:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      Family: typed
                      ExecutionRoleArn: arn:aws:iam::000000000000:role/any
                      Cpu: 256
                      Memory: 512
                      NetworkMode: awsvpc
                      RequiresCompatibilities: [FARGATE]
                      ContainerDefinitions:
                        - Name: main
                          Image: !Sub "${Repository.RepositoryUri}:${Image}"
                          Essential: true
                          PortMappings: [{ContainerPort: 8080}]
                          Environment: [{Name: SECRET, Value: !Ref Secret}]
                          LogConfiguration:
                            LogDriver: awslogs
                            Options: {awslogs-group: typed, awslogs-region: !Ref AWS::Region, awslogs-stream-prefix: t}
                  Budget:
                    Type: AWS::Budgets::Budget
                    Properties:
                      Budget: {BudgetName: typed, BudgetType: COST, TimeUnit: MONTHLY, BudgetLimit: {Amount: 20, Unit: USD}}
                Outputs:
                  Task: {Value: !Ref Task}
                  Uri: {Value: !GetAtt Repository.RepositoryUri}
                  Parameter: {Value: !GetAtt Parameter.Value}
                """;
        stacks.create(
                "owner",
                "Resources: {P: {Type: AWS::SSM::Parameter, Properties: {Name: /owner, Type: String, Value: Ada}}}");

        var stack = stacks.create("typed", template, Map.of("Owner", "/owner"));

        assertThat(stack.stackStatus()).as(() -> stacks.reasons("typed")).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(stacks.output("typed", "Parameter")).isEqualTo("Ada owns");
        EcrClient ecr = cloud.client(EcrClient.builder());
        assertThat(ecr.describeRepositories(r -> r.repositoryNames("vitrine/typed"))
                        .repositories()
                        .getFirst()
                        .repositoryUri())
                .isEqualTo(stacks.output("typed", "Uri"));
        EcsClient ecs = cloud.client(EcsClient.builder());
        var container = ecs.describeTaskDefinition(r -> r.taskDefinition(stacks.output("typed", "Task")))
                .taskDefinition()
                .containerDefinitions()
                .getFirst();
        assertThat(container.image()).endsWith("/vitrine/typed:one");
        assertThat(container.logConfiguration().options()).containsEntry("awslogs-group", "typed");
        assertThat(container.environment().getFirst().value()).startsWith("arn:aws:secretsmanager:");
        String first = stacks.output("typed", "Task");

        stacks.update("typed", template, Map.of("Owner", "/owner", "Image", "two"));

        assertThat(stacks.output("typed", "Task"))
                .isNotEqualTo(first)
                .startsWith(first.substring(0, first.lastIndexOf(':')));
        assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition(first))
                        .taskDefinition()
                        .statusAsString())
                .isEqualTo("INACTIVE");
        assertThat(List.of(
                        stacks.delete("typed").stackStatus(),
                        stacks.delete("owner").stackStatus()))
                .containsOnly(StackStatus.DELETE_COMPLETE);
        assertThat(ecr.describeRepositories().repositories()).isEmpty();
    }
}
