package dev.vitrine.localcloud.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what a role's policies allow. The one user of this cloud may do everything. Of managed policies only the names
 * are known here, so that they neither allow nor deny; AdministratorAccess alone allows everything.
 */
final class PolicySimulation {
    private static final String EVERYTHING =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private final Roles roles;

    PolicySimulation(Roles roles) {
        this.roles = roles;
    }

    ObjectNode principal(ObjectNode input) {
        String arn = input.path("PolicySourceArn").asText();
        Map<String, String> policies = new LinkedHashMap<>();
        if (arn.contains(":role/")) {
            Role role = roles.get(arn.substring(arn.lastIndexOf('/') + 1));
            policies.putAll(role.policies());
            role.attached().stream()
                    .filter(policy -> policy.endsWith(":policy/AdministratorAccess"))
                    .forEach(policy -> policies.put(policy, EVERYTHING));
        } else if (arn.contains(":user/") || arn.endsWith(":root")) {
            policies.put("AdministratorAccess", EVERYTHING);
        } else {
            throw AwsException.badRequest("InvalidInput", "Invalid Entity Arn: " + arn);
        }
        addAll(policies, input);
        return answer(input, new PolicyEvaluation(policies));
    }

    ObjectNode custom(ObjectNode input) {
        Map<String, String> policies = new LinkedHashMap<>();
        addAll(policies, input);
        return answer(input, new PolicyEvaluation(policies));
    }

    private static void addAll(Map<String, String> policies, ObjectNode input) {
        int number = 1;
        for (JsonNode document : input.path("PolicyInputList")) {
            policies.put("PolicyInputList." + number++, document.asText());
        }
    }

    private static ObjectNode answer(ObjectNode input, PolicyEvaluation evaluation) {
        Map<String, String> context = new LinkedHashMap<>();
        input.path("ContextEntries")
                .forEach(entry -> context.put(
                        entry.path("ContextKeyName").asText().toLowerCase(Locale.ROOT),
                        entry.path("ContextKeyValues").path(0).asText()));
        List<String> resources = new ArrayList<>();
        input.path("ResourceArns").forEach(resource -> resources.add(resource.asText()));
        if (resources.isEmpty()) {
            resources.add("*");
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("EvaluationResults");
        for (JsonNode action : input.path("ActionNames")) {
            for (String resource : resources) {
                PolicyEvaluation.Decision decision = evaluation.decide(action.asText(), resource, context);
                ObjectNode result = results.addObject()
                        .put("EvalActionName", action.asText())
                        .put("EvalResourceName", resource)
                        .put("EvalDecision", decision.outcome());
                ArrayNode matched = result.putArray("MatchedStatements");
                decision.policies().forEach(policy -> matched.addObject().put("SourcePolicyId", policy));
                result.putArray("MissingContextValues");
            }
        }
        return answer.put("IsTruncated", false);
    }
}
