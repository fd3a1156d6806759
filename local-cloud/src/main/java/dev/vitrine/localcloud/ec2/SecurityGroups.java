package dev.vitrine.localcloud.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.ec2.SecurityGroup.Rule;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** EC2's operations on security groups. */
final class SecurityGroups {
    private static final Rule EVERYTHING = new Rule("-1", null, null, "0.0.0.0/0", null);

    private final JsonTable<SecurityGroup> table;

    SecurityGroups(StateFile state) {
        table = state.table("security-groups", SecurityGroup.class);
        if (table.get(Network.DEFAULT_GROUP).isEmpty()) {
            Rule fromItself = new Rule("-1", null, null, Network.DEFAULT_GROUP, null);
            put(new SecurityGroup(
                    Network.DEFAULT_GROUP,
                    "default",
                    "default VPC security group",
                    Network.VPC,
                    List.of(fromItself),
                    List.of(EVERYTHING),
                    Map.of()));
        }
    }

    private void put(SecurityGroup group) {
        table.put(group.id(), group);
    }

    List<SecurityGroup> all() {
        return table.values();
    }

    ObjectNode create(ObjectNode input) {
        String name = required(input, "GroupName");
        String vpc = input.path("VpcId").asText(Network.VPC);
        if (!vpc.equals(Network.VPC)) {
            throw AwsException.badRequest("InvalidVpcID.NotFound", "The vpc ID '" + vpc + "' does not exist");
        }
        if (all().stream().anyMatch(group -> group.name().equals(name))) {
            throw AwsException.badRequest(
                    "InvalidGroup.Duplicate", "The security group '" + name + "' already exists for VPC '" + vpc + "'");
        }
        String id = "sg-0" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        put(new SecurityGroup(
                id, name, required(input, "GroupDescription"), vpc, List.of(), List.of(EVERYTHING), tagsOf(input)));
        return Json.object().put("return", true).put("groupId", id);
    }

    private static Map<String, String> tagsOf(ObjectNode input) {
        Map<String, String> tags = new TreeMap<>();
        input.path("TagSpecification").forEach(specification -> specification
                .path("Tag")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText())));
        return tags;
    }

    ObjectNode delete(ObjectNode input) {
        SecurityGroup group = get(input);
        if (group.name().equals("default")) {
            throw AwsException.badRequest(
                    "CannotDelete",
                    "the specified group: \"" + group.id() + "\" name: \"default\" cannot be deleted by" + " a user");
        }
        boolean used = all().stream()
                .filter(other -> !other.id().equals(group.id()))
                .anyMatch(other -> other.ingress().stream()
                                .anyMatch(rule -> rule.peer().equals(group.id()))
                        || other.egress().stream().anyMatch(rule -> rule.peer().equals(group.id())));
        if (used) {
            throw AwsException.badRequest("DependencyViolation", "resource " + group.id() + " has a dependent object");
        }
        table.remove(group.id());
        return Json.object().put("return", true).put("groupId", group.id());
    }

    ObjectNode authorize(ObjectNode input, boolean ingress) {
        SecurityGroup group = get(input);
        List<Rule> rules = new ArrayList<>(ingress ? group.ingress() : group.egress());
        for (Rule rule : rulesOf(input)) {
            if (!rule.peer().startsWith("sg-") && !isRange(rule.peer())) {
                throw AwsException.badRequest("InvalidParameterValue", "CIDR block " + rule.peer() + " is malformed");
            }
            if (rules.stream().anyMatch(rule::isSame)) {
                throw AwsException.badRequest(
                        "InvalidPermission.Duplicate",
                        "the specified rule \"peer: " + rule.peer() + ", "
                                + rule.protocol() + ", from port: " + rule.fromPort() + ", to port: " + rule.toPort()
                                + ", ALLOW\" already exists");
            }
            rules.add(rule);
        }
        put(ingress ? group.with(rules, group.egress()) : group.with(group.ingress(), rules));
        return Json.object().put("return", true);
    }

    ObjectNode revoke(ObjectNode input, boolean ingress) {
        SecurityGroup group = get(input);
        List<Rule> rules = new ArrayList<>(ingress ? group.ingress() : group.egress());
        for (Rule rule : rulesOf(input)) {
            if (!rules.removeIf(rule::isSame)) {
                throw AwsException.badRequest(
                        "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
            }
        }
        put(ingress ? group.with(rules, group.egress()) : group.with(group.ingress(), rules));
        return Json.object().put("return", true);
    }

    void tag(String id, Map<String, String> tags) {
        SecurityGroup group = get(id);
        Map<String, String> all = new TreeMap<>(group.tags());
        all.putAll(tags);
        put(group.withTags(all));
    }

    void untag(String id, List<String> keys) {
        SecurityGroup group = get(id);
        Map<String, String> all = new TreeMap<>(group.tags());
        keys.forEach(all::remove);
        put(group.withTags(all));
    }

    private SecurityGroup get(ObjectNode input) {
        if (input.has("GroupId")) {
            return get(input.path("GroupId").asText());
        }
        String name = required(input, "GroupName");
        return all().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    SecurityGroup get(String id) {
        return table.get(id).orElseThrow(() -> notFound(id));
    }

    private static AwsException notFound(String id) {
        return AwsException.badRequest("InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
    }

    private static List<Rule> rulesOf(ObjectNode input) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode permission : input.path("IpPermissions")) {
            permission.path("IpRanges").forEach(range -> rules.add(rule(permission, range, "CidrIp")));
            permission.path("Ipv6Ranges").forEach(range -> rules.add(rule(permission, range, "CidrIpv6")));
            permission.path("Groups").forEach(range -> rules.add(rule(permission, range, "GroupId")));
        }
        if (input.has("CidrIp")) {
            rules.add(rule(input, input, "CidrIp"));
        }
        return rules;
    }

    private static Rule rule(JsonNode permission, JsonNode range, String peer) {
        return new Rule(
                permission.path("IpProtocol").asText("-1"),
                port(permission, "FromPort"),
                port(permission, "ToPort"),
                range.path(peer).asText(),
                range.path("Description").textValue());
    }

    /** Whether it is an address, in digits, with the length of a prefix. */
    private static boolean isRange(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return false;
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        try {
            InetAddress address = InetAddress.ofLiteral(text.substring(0, slash));
            return length <= address.getAddress().length * Byte.SIZE;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable Integer port(JsonNode permission, String member) {
        return permission.path("IpProtocol").asText().equals("-1") || !permission.has(member)
                ? null
                : Integer.valueOf(permission.path(member).asText());
    }

    private static String required(ObjectNode input, String member) {
        String value = input.path(member).asText();
        if (value.isEmpty()) {
            throw AwsException.badRequest("MissingParameter", "The request must contain the parameter " + member);
        }
        return value;
    }
}
