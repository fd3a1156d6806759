package dev.vitrine.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aliases, events and schedules, judged by AWS's command line. */
class ControlCliIT {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:greeter";
    private static final String ROLE = "arn:aws:iam::000000000000:role/vitrine";

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    @TempDir
    private Path programs;

    @Test
    void a_function_gets_an_alias_an_event_and_a_schedule() throws Exception {
        TestImages images = new TestImages(programs).add("test/greeter", List.of("sh", "-c", "exit 1"));
        try (RunningCloud cloud = RunningCloud.start(state, images)) {
            AwsCli aws = new AwsCli(cloud.endpoint(), folder);
            aws.run(
                    "lambda",
                    "create-function",
                    "--function-name=greeter",
                    "--package-type=Image",
                    "--role=" + ROLE,
                    "--code=ImageUri=test/greeter:latest");
            aws.run("lambda", "publish-version", "--function-name=greeter");
            aws.run("lambda", "update-function-configuration", "--function-name=greeter", "--timeout=7");
            aws.run("lambda", "publish-version", "--function-name=greeter");
            aws.run("lambda", "create-alias", "--function-name=greeter", "--name=live", "--function-version=1");

            assertThat(aws.run(
                            "lambda",
                            "update-alias",
                            "--function-name=greeter",
                            "--name=live",
                            "--function-version=2",
                            "--routing-config=AdditionalVersionWeights={1=0.1}",
                            "--query=[FunctionVersion,RoutingConfig.AdditionalVersionWeights]",
                            "--output=json"))
                    .contains("\"2\"")
                    .contains("\"1\": 0.1");

            aws.run("s3", "mb", "s3://inbox");
            aws.run(
                    "lambda",
                    "add-permission",
                    "--function-name=greeter",
                    "--qualifier=live",
                    "--statement-id=inbox",
                    "--action=lambda:InvokeFunction",
                    "--principal=s3.amazonaws.com",
                    "--source-arn=arn:aws:s3:::inbox");
            aws.run(
                    "s3api",
                    "put-bucket-notification-configuration",
                    "--bucket=inbox",
                    "--notification-configuration",
                    """
                    {"LambdaFunctionConfigurations": [{"LambdaFunctionArn": "%s:live", "Events": ["s3:ObjectCreated:*"]}]}""".formatted(FUNCTION));
            assertThat(aws.run("s3api", "get-bucket-notification-configuration", "--bucket=inbox"))
                    .contains(FUNCTION + ":live");

            assertThat(aws.run(
                            "scheduler",
                            "create-schedule",
                            "--name=hourly",
                            "--schedule-expression=rate(1 hour)",
                            "--flexible-time-window=Mode=OFF",
                            "--target=Arn=%s:live,RoleArn=%s".formatted(FUNCTION, ROLE),
                            "--query=ScheduleArn",
                            "--output=text"))
                    .isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/default/hourly\n");
            assertThat(aws.run("scheduler", "list-schedules", "--query=Schedules[].Name", "--output=text"))
                    .isEqualTo("hourly\n");
            // A rate begins at once: the function was called, and its program ended.
            await().atMost(Duration.ofSeconds(30)).until(() -> cloud.messages("/aws/lambda/greeter").stream()
                    .anyMatch(line -> line.contains("Status: error")));
        }
    }
}
