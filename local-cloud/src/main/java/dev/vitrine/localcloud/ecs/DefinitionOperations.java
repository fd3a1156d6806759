package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** ECS's operations on task definitions. */
final class DefinitionOperations {
    private final TaskDefinitions definitions;
    private final Clock clock;

    DefinitionOperations(TaskDefinitions definitions, Clock clock) {
        this.definitions = definitions;
        this.clock = clock;
    }

    ObjectNode register(ObjectNode input) {
        return answer(definitions.register(input), true);
    }

    ObjectNode deregister(ObjectNode input) {
        String name = input.path("taskDefinition").asText();
        if (!Arns.lastPart(name).contains(":")) {
            throw EcsErrors.client("Revision is missing.");
        }
        return answer(
                definitions
                        .change(
                                name,
                                definition ->
                                        definition.isActive() ? definition.deregistered(clock.millis()) : definition)
                        .orElseThrow(() -> EcsErrors.client("The specified task definition does not exist.")),
                false);
    }

    ObjectNode describe(ObjectNode input) {
        return answer(
                find(input).orElseThrow(() -> EcsErrors.client("Unable to describe task definition.")),
                Json.strings(input.path("include")).contains("TAGS"));
    }

    ObjectNode list(ObjectNode input) {
        Predicate<TaskDefinition> status = status(Json.text(input, "status").orElse("ACTIVE"));
        Optional<String> family = Json.text(input, "familyPrefix");
        List<String> arns = new ArrayList<>(definitions.all().stream()
                .filter(status)
                .filter(it -> family.map(it.family()::equals).orElse(true))
                .map(TaskDefinition::arn)
                .toList());
        if (input.path("sort").asText().equals("DESC")) {
            Collections.reverse(arns);
        }
        return Pages.answer(input, "taskDefinitionArns", arns);
    }

    ObjectNode families(ObjectNode input) {
        Predicate<TaskDefinition> status = status(Json.text(input, "status").orElse("ALL"));
        String prefix = input.path("familyPrefix").asText();
        return Pages.answer(
                input,
                "families",
                definitions.all().stream()
                        .filter(status)
                        .map(TaskDefinition::family)
                        .filter(family -> family.startsWith(prefix))
                        .distinct()
                        .toList());
    }

    private Optional<TaskDefinition> find(ObjectNode input) {
        return definitions.find(input.path("taskDefinition").asText());
    }

    private static Predicate<TaskDefinition> status(String status) {
        return switch (status) {
            case "ACTIVE" -> TaskDefinition::isActive;
            case "INACTIVE" -> definition -> !definition.isActive();
            case "ALL" -> _ -> true;
            default -> throw invalidStatus(status);
        };
    }

    private static AwsException invalidStatus(String status) {
        return EcsErrors.invalid("Invalid status: " + status);
    }

    private static ObjectNode answer(TaskDefinition definition, boolean withTags) {
        ObjectNode node = Json.object();
        node.set("taskDefinition", definition.json());
        if (withTags) {
            node.set("tags", Json.pairs(definition.tags(), "key", "value"));
        }
        return node;
    }
}
