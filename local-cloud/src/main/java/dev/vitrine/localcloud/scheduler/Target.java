package dev.vitrine.localcloud.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Map;
import java.util.regex.Pattern;

/** What a schedule starts. */
public sealed interface Target {
    /** A function, by ARN; nobody waits for its answer. */
    record FunctionTarget(String arn, String input) implements Target {}

    /**
     * Tasks.
     *
     * @param request of ECS RunTask
     */
    record TaskTarget(ObjectNode request) implements Target {}

    /**
     * Reads the member {@code Target} of a schedule.
     *
     * @throws dev.vitrine.localcloud.http.AwsException when it is nothing that can be started here
     */
    static Target of(JsonNode target) {
        String arn = target.path("Arn").asText();
        if (Syntax.FUNCTION.matcher(arn).matches()) {
            return new FunctionTarget(arn, target.path("Input").asText("{}"));
        }
        if (Syntax.CLUSTER.matcher(arn).matches()) {
            return new TaskTarget(Syntax.runTask(arn, target));
        }
        throw SchedulerErrors.invalid("Provided Arn is not in correct format, or names a target that the local cloud"
                + " cannot start: " + arn + ". Functions and clusters can be started.");
    }

    /** How targets are written. */
    final class Syntax {
        private static final Pattern FUNCTION =
                Pattern.compile("arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");
        private static final Pattern CLUSTER = Pattern.compile("arn:aws:ecs:[a-z0-9-]+:\\d{12}:cluster/[A-Za-z0-9_-]+");
        private static final ObjectMapper JSON = new ObjectMapper();

        private Syntax() {}

        /** The parameters begin with capitals here and with small letters at ECS, as do those in them. */
        private static ObjectNode runTask(String cluster, JsonNode target) {
            JsonNode parameters = target.path("EcsParameters");
            if (!parameters.hasNonNull("TaskDefinitionArn")) {
                throw SchedulerErrors.invalid("EcsParameters.TaskDefinitionArn is required for a cluster.");
            }
            ObjectNode request = Json.object();
            for (Map.Entry<String, JsonNode> member : parameters.properties()) {
                switch (member.getKey()) {
                    case "TaskDefinitionArn" -> request.set("taskDefinition", member.getValue());
                    case "TaskCount" -> request.set("count", member.getValue());
                    default -> request.set(small(member.getKey()), small(member.getValue()));
                }
            }
            request.put("cluster", cluster).put("startedBy", "chronos-schedule");
            if (target.hasNonNull("Input")) {
                request.set("overrides", overrides(target.path("Input").asText()));
            }
            return request;
        }

        private static JsonNode overrides(String input) {
            try {
                return JSON.readTree(input);
            } catch (JsonProcessingException e) {
                throw SchedulerErrors.invalid(
                        "Input of a cluster must be the JSON of task overrides: " + e.getOriginalMessage());
            }
        }

        private static JsonNode small(JsonNode value) {
            if (value.isObject()) {
                ObjectNode object = Json.object();
                value.properties().forEach(member -> object.set(small(member.getKey()), small(member.getValue())));
                return object;
            }
            if (value.isArray()) {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                value.forEach(item -> array.add(small(item)));
                return array;
            }
            return value;
        }

        private static String small(String name) {
            return Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }
    }
}
