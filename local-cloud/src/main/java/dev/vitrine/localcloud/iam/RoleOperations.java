package dev.vitrine.localcloud.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** IAM's operations on roles. */
final class RoleOperations {
    private static final int HOUR = 3600;

    private final Roles roles;
    private final Clock clock;

    RoleOperations(Roles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    ObjectNode create(ObjectNode input) {
        String name = input.path("RoleName").asText();
        if (!name.matches("[\\w+=,.@-]{1,64}")) {
            throw validation("The specified value for roleName is invalid. It must contain only alphanumeric characters"
                    + " and/or the following: +=,.@_-");
        }
        if (roles.find(name).isPresent()) {
            throw new AwsException(409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
        }
        String assume = document(input, "AssumeRolePolicyDocument");
        Role role = new Role(
                name,
                "AROA"
                        + UUID.randomUUID()
                                .toString()
                                .replace("-", "")
                                .substring(0, 17)
                                .toUpperCase(Locale.ROOT),
                input.path("Path").asText("/"),
                assume,
                input.path("Description").textValue(),
                input.path("MaxSessionDuration").asInt(HOUR),
                input.path("PermissionsBoundary").textValue(),
                Map.of(),
                List.of(),
                Json.tags(input.path("Tags")),
                clock.millis());
        roles.put(role);
        return Json.object().set("Role", json(role));
    }

    ObjectNode get(ObjectNode input) {
        return Json.object().set("Role", json(role(input)));
    }

    ObjectNode list(ObjectNode input) {
        String prefix = input.path("PathPrefix").asText("/");
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("Roles");
        roles.all().stream().filter(role -> role.path().startsWith(prefix)).forEach(role -> all.add(json(role)));
        return answer.put("IsTruncated", false);
    }

    ObjectNode update(ObjectNode input) {
        Role role = role(input);
        String description =
                Optional.ofNullable(input.path("Description").textValue()).orElse(role.description());
        roles.put(
                role.withSettings(description, input.path("MaxSessionDuration").asInt(role.maxSessionSeconds())));
        return Json.object();
    }

    ObjectNode updateAssumePolicy(ObjectNode input) {
        roles.put(role(input).withAssumePolicy(document(input, "PolicyDocument")));
        return Json.object();
    }

    ObjectNode delete(ObjectNode input) {
        Role role = role(input);
        if (!role.attached().isEmpty()) {
            throw new AwsException(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        }
        if (!role.policies().isEmpty()) {
            throw new AwsException(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        }
        roles.remove(role);
        return Json.object();
    }

    ObjectNode putPolicy(ObjectNode input) {
        Role role = role(input);
        Map<String, String> policies = new TreeMap<>(role.policies());
        policies.put(input.path("PolicyName").asText(), document(input, "PolicyDocument"));
        roles.put(role.withPolicies(policies));
        return Json.object();
    }

    ObjectNode getPolicy(ObjectNode input) {
        Role role = role(input);
        String name = input.path("PolicyName").asText();
        String document = Optional.ofNullable(role.policies().get(name)).orElseThrow(() -> noPolicy(name));
        return Json.object()
                .put("RoleName", role.name())
                .put("PolicyName", name)
                .put("PolicyDocument", encoded(document));
    }

    ObjectNode listPolicies(ObjectNode input) {
        ObjectNode answer = Json.object();
        ArrayNode names = answer.putArray("PolicyNames");
        new TreeMap<>(role(input).policies()).keySet().forEach(names::add);
        return answer.put("IsTruncated", false);
    }

    ObjectNode deletePolicy(ObjectNode input) {
        Role role = role(input);
        Map<String, String> policies = new TreeMap<>(role.policies());
        String name = input.path("PolicyName").asText();
        if (policies.remove(name) == null) {
            throw noPolicy(name);
        }
        roles.put(role.withPolicies(policies));
        return Json.object();
    }

    private static AwsException noPolicy(String name) {
        return new AwsException(404, "NoSuchEntity", "The role policy with name " + name + " cannot be found.");
    }

    ObjectNode attach(ObjectNode input) {
        Role role = role(input);
        String arn = input.path("PolicyArn").asText();
        if (!arn.matches("arn:aws[a-z-]*:iam::(aws|\\d{12}):policy/.+")) {
            throw validation("ARN " + arn + " is not valid.");
        }
        if (!role.attached().contains(arn)) {
            List<String> attached = new ArrayList<>(role.attached());
            attached.add(arn);
            roles.put(role.withAttached(attached));
        }
        return Json.object();
    }

    ObjectNode detach(ObjectNode input) {
        Role role = role(input);
        List<String> attached = new ArrayList<>(role.attached());
        String arn = input.path("PolicyArn").asText();
        if (!attached.remove(arn)) {
            throw new AwsException(404, "NoSuchEntity", "Policy " + arn + " was not found.");
        }
        roles.put(role.withAttached(attached));
        return Json.object();
    }

    ObjectNode listAttached(ObjectNode input) {
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("AttachedPolicies");
        role(input).attached().forEach(arn -> all.addObject()
                .put("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                .put("PolicyArn", arn));
        return answer.put("IsTruncated", false);
    }

    ObjectNode tag(ObjectNode input) {
        Role role = role(input);
        Map<String, String> tags = new TreeMap<>(role.tags());
        tags.putAll(Json.tags(input.path("Tags")));
        roles.put(role.withTags(tags));
        return Json.object();
    }

    ObjectNode untag(ObjectNode input) {
        Role role = role(input);
        Map<String, String> tags = new TreeMap<>(role.tags());
        input.path("TagKeys").forEach(key -> tags.remove(key.asText()));
        roles.put(role.withTags(tags));
        return Json.object();
    }

    ObjectNode tags(ObjectNode input) {
        ObjectNode answer = Json.object();
        answer.set("Tags", Json.tags(new TreeMap<>(role(input).tags())));
        return answer.put("IsTruncated", false);
    }

    private Role role(ObjectNode input) {
        return roles.get(input.path("RoleName").asText());
    }

    private static String document(ObjectNode input, String member) {
        String document = input.path(member).asText();
        PolicyEvaluation.parse(document);
        return document;
    }

    private static JsonNode json(Role role) {
        ObjectNode node = Json.object()
                .put("Path", role.path())
                .put("RoleName", role.name())
                .put("RoleId", role.id())
                .put("Arn", role.arn())
                .put(
                        "CreateDate",
                        Instant.ofEpochMilli(role.createdAt())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .put("AssumeRolePolicyDocument", encoded(role.assumePolicy()))
                .put("MaxSessionDuration", role.maxSessionSeconds());
        String description = role.description();
        if (description != null) {
            node.put("Description", description);
        }
        String boundary = role.boundary();
        if (boundary != null) {
            node.putObject("PermissionsBoundary")
                    .put("PermissionsBoundaryType", "Policy")
                    .put("PermissionsBoundaryArn", boundary);
        }
        node.set("Tags", Json.tags(new TreeMap<>(role.tags())));
        return node;
    }

    /** IAM gives documents percent-encoded. */
    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static AwsException validation(String message) {
        return AwsException.badRequest("ValidationError", message);
    }
}
