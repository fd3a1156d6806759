package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which services may invoke a function: the statements of its resource policy. */
final class Permissions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonTable<Statement> table;

    /**
     * One statement.
     *
     * @param resource name of the function with its qualifier
     * @param principal such as {@code s3.amazonaws.com}
     * @param sourceArn whose events may invoke; null for anybody's, and {@code *} in it stands for any text
     */
    record Statement(
            String resource,
            String sid,
            String action,
            String principal,
            @Nullable String sourceArn) {
        private boolean allows(String service, String source) {
            return principal.equals(service)
                    && (action.equals("lambda:InvokeFunction") || action.equals("lambda:*"))
                    && (sourceArn == null || matches(sourceArn, source));
        }

        private static boolean matches(String pattern, String text) {
            String[] parts = pattern.split("\\*", -1);
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < parts.length; i++) {
                regex.append(i == 0 ? "" : ".*").append(java.util.regex.Pattern.quote(parts[i]));
            }
            return text.matches(regex.toString());
        }

        private ObjectNode json() {
            ObjectNode node = Json.object().put("Sid", sid).put("Effect", "Allow");
            node.putObject("Principal").put("Service", principal);
            node.put("Action", action)
                    .put("Resource", FunctionName.parse(resource).arn());
            if (sourceArn != null) {
                node.putObject("Condition").putObject("ArnLike").put("AWS:SourceArn", sourceArn);
            }
            return node;
        }
    }

    Permissions(StateFile state) {
        this.table = state.table("permissions", Statement.class);
    }

    /** Whether a service may invoke the function for one of its resources. */
    boolean allows(FunctionName name, String service, String source) {
        return of(name).stream().anyMatch(statement -> statement.allows(service, source));
    }

    synchronized ObjectNode add(FunctionName name, JsonNode input) {
        Statement statement = new Statement(
                resource(name),
                input.path("StatementId").asText(),
                input.path("Action").asText(),
                input.path("Principal").asText(),
                input.path("SourceArn").textValue());
        if (!statement.sid().matches("[a-zA-Z0-9-_]{1,100}")) {
            throw LambdaErrors.constraint(
                    statement.sid(), "statementId", "satisfy regular expression pattern: ([a-zA-Z0-9-_]+)");
        }
        if (table.get(key(name, statement.sid())).isPresent()) {
            throw new AwsException(
                    409,
                    "ResourceConflictException",
                    "The statement id (" + statement.sid() + ") provided already exists. Please provide a new statement"
                            + " id, or remove the existing statement.");
        }
        table.put(key(name, statement.sid()), statement);
        return Json.object().put("Statement", text(statement.json()));
    }

    ObjectNode get(FunctionName name) {
        List<Statement> statements = of(name);
        if (statements.isEmpty()) {
            throw none();
        }
        ObjectNode policy = JsonNodeFactory.instance
                .objectNode()
                .put("Version", "2012-10-17")
                .put("Id", "default");
        ArrayNode array = policy.putArray("Statement");
        statements.stream().map(Statement::json).forEach(array::add);
        return Json.object().put("Policy", text(policy));
    }

    synchronized void remove(FunctionName name, String sid) {
        Optional<Statement> there = table.get(key(name, sid));
        table.remove(there.map(_ -> key(name, sid)).orElseThrow(Permissions::none));
    }

    void removeAll(String function) {
        table.values().stream()
                .filter(statement ->
                        FunctionName.parse(statement.resource()).name().equals(function))
                .forEach(statement -> table.remove(statement.resource() + "|" + statement.sid()));
    }

    private List<Statement> of(FunctionName name) {
        return table.prefixed(resource(name) + "|");
    }

    private static String resource(FunctionName name) {
        return name.isLatest()
                ? name.name()
                : name.name() + ":" + name.qualifier().orElseThrow();
    }

    private static String key(FunctionName name, String sid) {
        return resource(name) + "|" + sid;
    }

    private static AwsException none() {
        return new AwsException(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
