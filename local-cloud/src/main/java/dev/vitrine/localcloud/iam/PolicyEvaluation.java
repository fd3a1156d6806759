package dev.vitrine.localcloud.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.localcloud.http.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Decides by policies whether an action on a resource is allowed: a denial wins, and what nothing allows is denied. */
final class PolicyEvaluation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Statement> statements = new ArrayList<>();

    /** @param policies JSON documents by the id that answers name them with */
    PolicyEvaluation(Map<String, String> policies) {
        policies.forEach((id, document) -> {
            JsonNode statement = parse(document).path("Statement");
            if (statement.isObject()) {
                statements.add(new Statement(id, statement));
            } else {
                statement.forEach(each -> statements.add(new Statement(id, each)));
            }
        });
    }

    /**
     * The tree of a policy.
     *
     * @throws AwsException when it is no policy
     */
    static JsonNode parse(String document) {
        try {
            JsonNode policy = JSON.readTree(document);
            if (policy.isObject() && policy.has("Statement")) {
                return policy;
            }
        } catch (JsonProcessingException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static AwsException malformed() {
        return AwsException.badRequest("MalformedPolicyDocument", "Syntax errors in policy.");
    }

    Decision decide(String action, String resource, Map<String, String> context) {
        List<String> allowing = new ArrayList<>();
        List<String> denying = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.applies(action, resource, context)) {
                (statement.node().path("Effect").asText().equals("Deny") ? denying : allowing).add(statement.policy());
            }
        }
        if (!denying.isEmpty()) {
            return new Decision("explicitDeny", denying);
        }
        return allowing.isEmpty() ? new Decision("implicitDeny", List.of()) : new Decision("allowed", allowing);
    }

    /**
     * An outcome, in IAM's word for it.
     *
     * @param policies the ids of the policies that decided
     */
    record Decision(String outcome, List<String> policies) {}

    private record Statement(String policy, JsonNode node) {
        boolean applies(String action, String resource, Map<String, String> context) {
            return matches("Action", action.toLowerCase(Locale.ROOT), true)
                    && matches("Resource", resource, false)
                    && node.path("Condition").properties().stream()
                            .allMatch(condition -> holds(condition.getKey(), condition.getValue(), context));
        }

        private boolean matches(String member, String value, boolean lowerCase) {
            if (node.has("Not" + member)) {
                return !any(node.get("Not" + member), value, lowerCase);
            }
            return !node.has(member) || any(node.get(member), value, lowerCase);
        }

        private static boolean any(JsonNode patterns, String value, boolean lowerCase) {
            if (patterns.isTextual()) {
                return like(lowerCase ? patterns.textValue().toLowerCase(Locale.ROOT) : patterns.textValue(), value);
            }
            for (JsonNode pattern : patterns) {
                if (any(pattern, value, lowerCase)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean like(String pattern, String value) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL)
                    .matcher(value)
                    .matches();
        }

        private static boolean holds(String operator, JsonNode keys, Map<String, String> context) {
            return keys.properties().stream().allMatch(key -> {
                String value = context.get(key.getKey().toLowerCase(Locale.ROOT));
                boolean ifExists = operator.endsWith("IfExists");
                if (value == null) {
                    return ifExists;
                }
                boolean found = any(key.getValue(), value, false);
                return operator.contains("Not") != found;
            });
        }
    }
}
