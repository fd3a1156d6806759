package dev.vitrine.common.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.common.operation.StartedTasks;
import dev.vitrine.common.operation.TaskLaunch;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;

/** What AWS answers where a local cloud answers more, or more kindly. */
class AsAwsAnswersTest {
    private static final String NOBODY = """
            {"__type":"AccessDeniedException","Message":"User: arn:aws:sts::123456789012:assumed-role/\
            AWSReservedSSO_Scientist_0123456789abcdef/ada is not authorized to perform: lambda:ListAliases"}""";
    private static final String PREDICTOR = "/2015-03-31/functions/vitrine-banknote";

    private AwsAnswers aws;

    @BeforeEach
    void start() throws IOException {
        aws = new AwsAnswers();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    /** The listing names functions without their state. */
    private AwsAnswers functions() {
        return aws.give("/2015-03-31/functions", """
                        {"Functions":[{"FunctionName":"vitrine-banknote","FunctionArn":"arn:1","MemorySize":1024,
                          "Timeout":10,"LastModified":"2026-01-31T12:00:00.000+0000","RevisionId":"r1"},
                         {"FunctionName":"vitrine-gone","FunctionArn":"arn:2","MemorySize":1024,"Timeout":10},
                         {"FunctionName":"other","FunctionArn":"arn:3","MemorySize":128,"Timeout":3}]}""")
                .give(PREDICTOR + "/aliases", """
                        {"Aliases":[{"Name":"live","FunctionVersion":"7"}]}""")
                .give(PREDICTOR + "/versions", """
                        {"Versions":[{"Version":"$LATEST"},{"Version":"7"}]}""");
    }

    @Test
    void a_function_tells_its_state_though_the_listing_does_not() {
        functions().give(PREDICTOR, """
                {"Configuration":{"FunctionName":"vitrine-banknote","FunctionArn":"arn:1","MemorySize":1024,"Timeout":10,
                  "State":"Active","LastUpdateStatus":"Failed","LastUpdateStatusReason":"The image is gone."},
                 "Code":{"ImageUri":"vitrine/predictor:1"},"Concurrency":{"ReservedConcurrentExecutions":0}}""");

        List<FunctionState> found = new LambdaFunctions(aws.clients().lambda()).functions();

        assertThat(found).singleElement().satisfies(function -> {
            assertThat(function.state()).isEqualTo("Update failed");
            assertThat(function.reason()).isEqualTo("The image is gone.");
            assertThat(function.isStopped()).isTrue();
            assertThat(function.versions()).containsExactly("7");
        });
    }

    @Test
    void what_may_not_be_asked_of_a_function_is_said_and_hides_nothing_else() {
        functions().give(PREDICTOR, """
                        {"Configuration":{"FunctionName":"vitrine-banknote","FunctionArn":"arn:1","MemorySize":1024,
                          "Timeout":10,"State":"Active","LastUpdateStatus":"Successful"},
                         "Code":{"ImageUri":"vitrine/predictor:1"}}""").refuse(PREDICTOR + "/aliases", 403, NOBODY);

        assertThat(new LambdaFunctions(aws.clients().lambda()).functions())
                .singleElement()
                .satisfies(function -> {
                    assertThat(function.state()).isEqualTo("Active");
                    assertThat(function.image()).isEqualTo("vitrine/predictor:1");
                    assertThat(function.aliases()).isEmpty();
                    assertThat(function.reason()).startsWith("You may not see its aliases: AccessDeniedException");
                });
    }

    @Test
    void who_is_refused_by_a_name_of_sso_is_still_signed_in() {
        aws.refuse("/2015-03-31/functions", 403, NOBODY);

        CloudProblem problem = CloudProblems.of(
                catchThrowable(() -> new LambdaFunctions(aws.clients().lambda()).functions()));

        assertThat(problem.kind()).isEqualTo(CloudProblem.Kind.REFUSED);
        assertThat(problem.message()).contains("AWSReservedSSO_Scientist");
    }

    @Test
    void the_agent_that_an_account_puts_beside_every_task_is_not_taken_for_its_program() {
        aws.give("ListTasks", """
                        {"taskArns":["arn:aws:ecs:us-east-1:123456789012:task/vitrine/1"]}""").give("DescribeTasks", """
                        {"tasks":[{"taskArn":"arn:aws:ecs:us-east-1:123456789012:task/vitrine/1",
                          "taskDefinitionArn":"arn:aws:ecs:us-east-1:123456789012:task-definition/vitrine-banknote:7",
                          "lastStatus":"STOPPED","stoppedAt":1767225600,"stopCode":"EssentialContainerExited",
                          "containers":[
                           {"name":"aws-guardduty-agent-abc","exitCode":137,"image":"guardduty","imageDigest":"sha256:9"},
                           {"name":"batch","exitCode":0,"image":"vitrine/batch:1","imageDigest":"sha256:1"}]}]}""");

        List<ClusterTask> tasks = new EcsTasks(aws.clients().ecs(), "vitrine").tasks();

        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.container()).isEqualTo("batch");
            assertThat(task.digest()).isEqualTo("sha256:1");
            assertThat(task.exitCode()).contains(0);
            assertThat(task.problem()).isEmpty();
        });
    }

    @Test
    void of_tasks_that_were_not_all_started_it_says_why() {
        aws.give("RunTask", """
                {"tasks":[{"taskArn":"arn:1"},{"taskArn":"arn:2"}],
                 "failures":[{"reason":"RESOURCE:ENI"}]}""");

        StartedTasks started = new EcsTasks(aws.clients().ecs(), "vitrine")
                .run(new TaskLaunch(
                        "vitrine-banknote",
                        "batch",
                        3,
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of()));

        assertThat(started.arns()).containsExactly("arn:1", "arn:2");
        assertThat(started.shortfall()).contains("no network address was free");
    }

    @Test
    void a_service_that_others_deploy_and_a_definition_that_may_not_be_seen_are_listed() {
        aws.give("ListServices", """
                        {"serviceArns":["arn:aws:ecs:us-east-1:123456789012:service/vitrine/blue"]}""").give("DescribeServices", """
                        {"services":[
                          {"serviceArn":"arn:a","serviceName":"blue","status":"ACTIVE","desiredCount":2,"runningCount":2,
                           "pendingCount":0,"deploymentController":{"type":"EXTERNAL"}},
                          {"serviceArn":"arn:b","serviceName":"green","status":"ACTIVE","desiredCount":1,"runningCount":1,
                           "pendingCount":0,"taskDefinition":"arn:aws:ecs:us-east-1:123456789012:task-definition/g:1"}]}""").refuse("DescribeTaskDefinition", 400, """
                        {"__type":"AccessDeniedException","message":"no"}""");

        List<ServiceState> services = new EcsServices(
                        aws.clients().ecs(),
                        "vitrine",
                        new EcsTasks(aws.clients().ecs(), "vitrine"))
                .services();

        assertThat(services).extracting(ServiceState::name).containsExactly("blue", "green");
        assertThat(services).extracting(ServiceState::definitionName).containsExactly("", "g:1");
        assertThat(services).extracting(ServiceState::image).containsOnly("");
    }

    @Test
    void images_without_tags_and_lists_of_several_platforms_are_images_too() {
        aws.give("DescribeRepositories", """
                        {"repositories":[{"repositoryName":"vitrine/batch","repositoryUri":"r/vitrine/batch"}]}""").give("DescribeImages", """
                        {"imageDetails":[{"repositoryName":"vitrine/batch","imageDigest":"sha256:1","imagePushedAt":2},
                          {"repositoryName":"vitrine/batch","imageDigest":"sha256:2","imageTags":["a"],
                           "imageSizeInBytes":5,"imagePushedAt":1}]}""");

        List<RegistryImage> images = new EcrImages(aws.clients().client(EcrClient.builder())).images();

        assertThat(images).extracting(RegistryImage::digest).containsExactly("sha256:1", "sha256:2");
        assertThat(images.getFirst().tags()).isEmpty();
        assertThat(images.getFirst().bytes()).isZero();
    }

    @Test
    void an_empty_page_is_not_the_end_of_a_log() {
        aws.give("GetLogEvents", """
                {"events":[],"nextForwardToken":"f/1","nextBackwardToken":"b/1"}""");

        assertThat(new CloudWatchLogReader(aws.clients().client(CloudWatchLogsClient.builder())).last("g", "s"))
                .isEmpty();
        assertThat(aws.asked()).containsExactly("GetLogEvents", "GetLogEvents");
    }

    @Test
    void the_key_of_a_request_and_the_time_of_its_answer_are_told() {
        aws.give("DescribeRepositories", "{\"repositories\":[]}");

        assertThat(new EcrImages(aws.clients().client(EcrClient.builder())).images())
                .isEmpty();

        assertThat(aws.keys()).containsExactly("ecr vitrine");
        assertThat(aws.dates()).singleElement().satisfies(date -> assertThat(date)
                .isCloseTo(Instant.now(), within(1, ChronoUnit.DAYS)));
    }
}
