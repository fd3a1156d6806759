package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class SecurityGroup implements ResourceType {
    @Override
    public String name() {
        return "AWS::EC2::SecurityGroup";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = Json.object()
                .put("GroupName", resource.nameBy("GroupName", 255))
                .put("GroupDescription", resource.get("GroupDescription").asText());
        resource.text("VpcId").ifPresent(vpc -> input.put("VpcId", vpc));
        String id = call(resource, "CreateSecurityGroup", input).path("groupId").asText();
        return id;
    }

    @Override
    public void complete(Provision resource) {
        rules(resource, "Ingress", Json.object());
        if (resource.has("SecurityGroupEgress")) {
            ObjectNode everything = Json.object();
            everything
                    .putArray("SecurityGroupEgress")
                    .addObject()
                    .put("IpProtocol", "-1")
                    .put("CidrIp", "0.0.0.0/0");
            rules(resource, "Egress", everything);
        }
        tags(resource, Json.object());
    }

    @Override
    public Optional<String> existing(Provision resource) {
        ObjectNode input = Json.object();
        ObjectNode filter = input.putArray("Filter").addObject().put("Name", "group-name");
        filter.putArray("Value").add(resource.nameBy("GroupName", 255));
        JsonNode found = call(resource, "DescribeSecurityGroups", input)
                .path("securityGroupInfo")
                .path(0);
        return Optional.ofNullable(found.path("groupId").textValue());
    }

    private static void rules(Provision resource, String direction, ObjectNode before) {
        JsonNode old = before.path("SecurityGroup" + direction);
        JsonNode now = resource.get("SecurityGroup" + direction);
        for (JsonNode rule : old) {
            if (!contains(now, rule)) {
                change(resource, "RevokeSecurityGroup" + direction, rule);
            }
        }
        for (JsonNode rule : now) {
            if (!contains(old, rule)) {
                change(resource, "AuthorizeSecurityGroup" + direction, rule);
            }
        }
    }

    private static boolean contains(JsonNode rules, JsonNode rule) {
        for (JsonNode each : rules) {
            if (each.equals(rule)) {
                return true;
            }
        }
        return false;
    }

    private static void change(Provision resource, String action, JsonNode rule) {
        ObjectNode input = Json.object().put("GroupId", resource.id());
        ObjectNode permission = input.putArray("IpPermissions").addObject();
        permission.setAll(Trees.only(rule, "IpProtocol", "FromPort", "ToPort"));
        range(permission, rule, "CidrIp", "IpRanges", "CidrIp");
        range(permission, rule, "CidrIpv6", "Ipv6Ranges", "CidrIpv6");
        range(permission, rule, "SourceSecurityGroupId", "Groups", "GroupId");
        range(permission, rule, "DestinationSecurityGroupId", "Groups", "GroupId");
        try {
            call(resource, action, input);
        } catch (AwsException e) {
            if (!e.code().equals("InvalidPermission.Duplicate") && !e.code().equals("InvalidPermission.NotFound")) {
                throw e;
            }
        }
    }

    private static void range(ObjectNode permission, JsonNode rule, String property, String list, String member) {
        if (rule.has(property)) {
            ObjectNode range = permission.putArray(list).addObject();
            range.set(member, rule.get(property));
            range.setAll(Trees.only(rule, "Description"));
        }
    }

    private static void tags(Provision resource, ObjectNode before) {
        ArrayNode removed = Trees.array();
        Trees.removedKeys(before.path("Tags"), resource.get("Tags"))
                .forEach(key -> removed.addObject().put("Key", key.asText()));
        tags(resource, "DeleteTags", removed);
        tags(resource, "CreateTags", resource.get("Tags"));
    }

    private static void tags(Provision resource, String action, JsonNode tags) {
        if (!tags.isEmpty()) {
            ObjectNode input = Json.object();
            input.putArray("ResourceId").add(resource.id());
            call(resource, action, input.set("Tag", tags));
        }
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        rules(resource, "Ingress", before);
        rules(resource, "Egress", before);
        tags(resource, before);
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(
                () -> call(resource, "DeleteSecurityGroup", Json.object().put("GroupId", resource.id())));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        ObjectNode input = Json.object();
        input.putArray("GroupId").add(resource.id());
        JsonNode group = call(resource, "DescribeSecurityGroups", input)
                .path("securityGroupInfo")
                .path(0);
        return Json.object()
                .put("GroupId", resource.id())
                .put("Id", resource.id())
                .put("VpcId", group.path("vpcId").asText());
    }

    private static ObjectNode call(Provision resource, String action, JsonNode input) {
        return resource.calls().query("ec2", action, (ObjectNode) input);
    }
}
