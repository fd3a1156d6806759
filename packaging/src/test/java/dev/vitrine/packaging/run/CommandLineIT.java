package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator with AWS's own command line sees what the frontend did. */
@ExtendWith(VitrineExtension.class)
class CommandLineIT {
    private final RunningVitrine vitrine;

    CommandLineIT(RunningVitrine vitrine) {
        this.vitrine = vitrine;
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/aws")), "needs the AWS CLI: apt-get install awscli");
    }

    @Test
    void everything_has_the_names_that_the_guides_say() throws Exception {
        assertThat(aws("s3", "ls")).contains("vitrine-000000000000-us-east-1");
        assertThat(aws("dynamodb", "list-tables")).contains("\"vitrine\"");
        assertThat(aws("lambda", "list-functions", "--query", "Functions[].FunctionName"))
                .contains("vitrine-banknote", "vitrine-digits", "vitrine-day-planner");
        assertThat(aws("ecs", "list-task-definition-families")).contains("vitrine-banknote");
        assertThat(aws("logs", "describe-log-groups")).contains("/vitrine/banknote");
        assertThat(aws("sts", "get-caller-identity")).contains("000000000000");
    }

    @Test
    void a_function_is_invoked_and_its_log_is_read() throws Exception {
        vitrine.api()
                .predict("banknote", "{\"inputs\":[{\"variance\":1,\"skewness\":1,\"curtosis\":1,\"entropy\":1}]}");
        assertThat(aws(
                        "logs",
                        "filter-log-events",
                        "--log-group-name",
                        "/vitrine/banknote",
                        "--filter-pattern",
                        "REPORT"))
                .contains("Max Memory Used");
    }

    private String aws(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/aws", "--endpoint-url", vitrine.cloud().toString(), "--output", "json"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_ACCESS_KEY_ID", "vitrine");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "vitrine");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
