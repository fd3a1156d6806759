package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

final class IamRole implements ResourceType {
    @Override
    public String name() {
        return "AWS::IAM::Role";
    }

    @Override
    public String create(Provision resource) {
        String name = resource.nameBy("RoleName", 64);
        ObjectNode input = Trees.only(
                resource.properties(), "Description", "MaxSessionDuration", "Path", "PermissionsBoundary", "Tags");
        input.put("RoleName", name);
        input.put("AssumeRolePolicyDocument", document(resource.get("AssumeRolePolicyDocument")));
        call(resource, "CreateRole", input);
        return name;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.nameBy("RoleName", 64));
    }

    @Override
    public void complete(Provision resource) {
        policies(resource, Json.object());
    }

    private static void policies(Provision resource, ObjectNode before) {
        Set<String> removed = new HashSet<>();
        before.path("Policies")
                .forEach(policy -> removed.add(policy.path("PolicyName").asText()));
        resource.get("Policies").forEach(policy -> {
            ObjectNode input =
                    role(resource).put("PolicyName", policy.path("PolicyName").asText());
            call(resource, "PutRolePolicy", input.put("PolicyDocument", document(policy.path("PolicyDocument"))));
            removed.remove(policy.path("PolicyName").asText());
        });
        removed.forEach(
                policy -> call(resource, "DeleteRolePolicy", role(resource).put("PolicyName", policy)));
        Set<String> detached = new HashSet<>();
        before.path("ManagedPolicyArns").forEach(arn -> detached.add(arn.asText()));
        resource.get("ManagedPolicyArns").forEach(arn -> {
            call(resource, "AttachRolePolicy", role(resource).put("PolicyArn", arn.asText()));
            detached.remove(arn.asText());
        });
        detached.forEach(
                arn -> call(resource, "DetachRolePolicy", role(resource).put("PolicyArn", arn)));
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode assume = role(resource).put("PolicyDocument", document(resource.get("AssumeRolePolicyDocument")));
        call(resource, "UpdateAssumeRolePolicy", assume);
        ObjectNode input = Trees.only(resource.properties(), "Description", "MaxSessionDuration");
        call(resource, "UpdateRole", input.put("RoleName", resource.id()));
        policies(resource, before);
        JsonNode removed = Trees.removedKeys(before.path("Tags"), resource.get("Tags"));
        if (!removed.isEmpty()) {
            call(resource, "UntagRole", role(resource).set("TagKeys", removed));
        }
        if (!resource.get("Tags").isEmpty()) {
            call(resource, "TagRole", role(resource).set("Tags", resource.get("Tags")));
        }
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> {
            call(resource, "ListRolePolicies", role(resource))
                    .path("PolicyNames")
                    .forEach(policy ->
                            call(resource, "DeleteRolePolicy", role(resource).put("PolicyName", policy.asText())));
            call(resource, "ListAttachedRolePolicies", role(resource))
                    .path("AttachedPolicies")
                    .forEach(policy -> call(
                            resource,
                            "DetachRolePolicy",
                            role(resource)
                                    .put("PolicyArn", policy.path("PolicyArn").asText())));
            call(resource, "DeleteRole", role(resource));
        });
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        JsonNode role = call(resource, "GetRole", role(resource)).path("Role");
        return Trees.only(role, "Arn", "RoleId");
    }

    private static ObjectNode role(Provision resource) {
        return Json.object().put("RoleName", resource.id());
    }

    private static String document(JsonNode policy) {
        return policy.isTextual() ? policy.textValue() : policy.toString();
    }

    private static ObjectNode call(Provision resource, String action, JsonNode input) {
        return resource.calls().query("iam", action, (ObjectNode) input);
    }
}
