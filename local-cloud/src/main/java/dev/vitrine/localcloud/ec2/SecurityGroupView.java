package dev.vitrine.localcloud.ec2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.ec2.SecurityGroup.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Security groups as EC2's answers show them. */
final class SecurityGroupView {
    private SecurityGroupView() {}

    static ObjectNode of(SecurityGroup group) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("ownerId", "000000000000")
                .put("groupId", group.id())
                .put("groupName", group.name())
                .put("groupDescription", group.description())
                .put("vpcId", group.vpc());
        node.set("ipPermissions", permissions(group.ingress()));
        node.set("ipPermissionsEgress", permissions(group.egress()));
        node.set("tagSet", tags(group.tags()));
        return node;
    }

    private static ArrayNode permissions(List<Rule> rules) {
        ArrayNode permissions = JsonNodeFactory.instance.arrayNode();
        for (Rule rule : rules) {
            ObjectNode permission = permissions.addObject().put("ipProtocol", rule.protocol());
            Integer from = rule.fromPort();
            Integer to = rule.toPort();
            if (from != null && to != null) {
                permission.put("fromPort", from.intValue()).put("toPort", to.intValue());
            }
            ArrayNode groups = permission.putArray("groups");
            ArrayNode ranges = permission.putArray("ipRanges");
            ArrayNode ranges6 = permission.putArray("ipv6Ranges");
            permission.putArray("prefixListIds");
            ObjectNode peer = (rule.isGroup() ? groups : rule.isIpv6() ? ranges6 : ranges).addObject();
            if (rule.isGroup()) {
                peer.put("userId", "000000000000").put("groupId", rule.peer());
            } else {
                peer.put(rule.isIpv6() ? "cidrIpv6" : "cidrIp", rule.peer());
            }
            String description = rule.description();
            if (description != null) {
                peer.put("description", description);
            }
        }
        return permissions;
    }

    private static ArrayNode tags(Map<String, String> tags) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        new TreeMap<>(tags)
                .forEach((key, value) -> array.addObject().put("key", key).put("value", value));
        return array;
    }
}
