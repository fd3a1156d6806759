package dev.vitrine.console.action;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lines for a shell that make revisions of task definitions. */
public final class DefinitionLines {
    private static final List<String> KEPT = List.of(
            "family",
            "taskRoleArn",
            "executionRoleArn",
            "networkMode",
            "containerDefinitions",
            "requiresCompatibilities",
            "cpu",
            "memory");

    private DefinitionLines() {}

    /**
     * A line that registers the next revision with another image, and prints its address.
     *
     * @param cli begins a line of ECS with an operation
     */
    public static String withImage(Function<String, CliLine> cli, String definition, String before, String image) {
        String kept = KEPT.stream().map(name -> name + ":" + name).collect(Collectors.joining(",", "{", "}"));
        String described = cli.apply("describe-task-definition")
                .with("--task-definition", definition)
                .with("--query", "taskDefinition." + kept)
                .with("--output", "json")
                .text();
        return cli.apply("register-task-definition")
                .withOutputOf("--cli-input-json", described + " | sed 's|" + before + "|" + image + "|'")
                .with("--query", "taskDefinition.taskDefinitionArn")
                .with("--output", "text")
                .text();
    }
}
