package dev.vitrine.packaging.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What the policies in a template allow beyond the least. */
final class Permissions {
    /** Of each, the service authorization reference says that no resource can be named. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of("ecr:GetAuthorizationToken", "ecs:ListTasks");

    private Permissions() {}

    static List<String> problems(List<Resource> resources) {
        List<String> problems = new ArrayList<>();
        for (Resource resource : resources) {
            resource.properties()
                    .findValues("PolicyDocument")
                    .forEach(policy -> check(resource.id(), policy, problems));
            resource.properties().findValues("AssumeRolePolicyDocument").forEach(policy -> policy.path("Statement")
                    .forEach(statement -> {
                        if (!statement
                                .path("Principal")
                                .path("Service")
                                .asText()
                                .endsWith(".amazonaws.com")) {
                            problems.add(resource.id() + ": may be assumed by another than a service");
                        }
                    }));
            if (!resource.properties().path("ManagedPolicyArns").isMissingNode()) {
                problems.add(resource.id() + ": has a policy that is not in the template");
            }
        }
        return problems;
    }

    private static void check(String id, JsonNode policy, List<String> problems) {
        for (JsonNode statement : policy.path("Statement")) {
            if (!statement.path("Effect").asText().equals("Allow")) {
                continue;
            }
            String where = id + "/" + statement.path("Sid").asText("?") + ": ";
            if (statement.has("NotAction") || statement.has("NotResource") || statement.has("NotPrincipal")) {
                problems.add(where + "allows all but what it names");
            }
            if (!statement.path("Principal").isMissingNode()
                    && statement.path("Principal").toString().contains("\"*\"")) {
                problems.add(where + "allows it to everybody");
            }
            List<String> actions = texts(statement.path("Action"));
            actions.stream()
                    .filter(action -> action.contains("*"))
                    .forEach(action -> problems.add(where + "wildcard action " + action));
            if (texts(statement.path("Resource")).contains("*")) {
                actions.stream()
                        .filter(action -> !WITHOUT_RESOURCE.contains(action))
                        .forEach(action -> problems.add(where + action + " on every resource"));
            }
            if (actions.contains("iam:PassRole")
                    && !statement.path("Condition").toString().contains("iam:PassedToService")) {
                problems.add(where + "hands roles to any service");
            }
        }
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(node.asText());
    }
}
