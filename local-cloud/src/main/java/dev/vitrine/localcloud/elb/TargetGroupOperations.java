package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.List;
import java.util.Optional;

/** The operations on target groups. */
final class TargetGroupOperations {
    private final Inventory inventory;
    private final TargetPools pools;

    TargetGroupOperations(Inventory inventory, TargetPools pools) {
        this.inventory = inventory;
        this.pools = pools;
    }

    ObjectNode create(JsonNode input) {
        String name = Fields.name(input, "target group");
        String protocol = Fields.text(input, "Protocol").orElse("HTTP");
        if (!protocol.equals("HTTP")) {
            throw ElbErrors.unsupported("Target group protocol " + protocol);
        }
        String type = Fields.text(input, "TargetType").orElse("instance");
        if (!type.equals("ip")) {
            throw ElbErrors.unsupported("Target type " + type + " (use ip)");
        }
        TargetGroup made = new TargetGroup(
                ElbArns.targetGroup(name),
                name,
                Fields.number(input, "Port", 80, 1, 65_535),
                Fields.required(input, "VpcId"),
                type,
                HealthCheck.DEFAULT.with(input),
                TargetGroup.DEFAULTS,
                Json.tags(input.path("Tags")));
        Optional<TargetGroup> same = inventory.targetGroupNamed(name);
        if (same.isPresent() && !isSame(same.get(), made)) {
            throw AwsException.badRequest(
                    "DuplicateTargetGroupName",
                    "A target group with the same name '" + name + "' exists, but with different settings");
        }
        if (same.isEmpty()) {
            inventory.targetGroups.put(made.arn(), made);
            pools.open(made);
        }
        return answer(List.of(same.orElse(made)));
    }

    private static boolean isSame(TargetGroup one, TargetGroup other) {
        return one.port() == other.port()
                && one.vpcId().equals(other.vpcId())
                && one.healthCheck().equals(other.healthCheck());
    }

    ObjectNode describe(JsonNode input) {
        List<String> arns = Json.strings(input.path("TargetGroupArns"));
        List<String> names = Json.strings(input.path("Names"));
        Optional<String> user = Fields.text(input, "LoadBalancerArn");
        user.ifPresent(inventory::loadBalancer);
        List<TargetGroup> found = inventory.targetGroups.values().stream()
                .filter(it -> arns.isEmpty() || arns.contains(it.arn()))
                .filter(it -> names.isEmpty() || names.contains(it.name()))
                .filter(it -> user.map(inventory.usersOf(it.arn())::contains).orElse(true))
                .toList();
        if (found.size() < Math.max(arns.size(), names.size())) {
            throw ElbErrors.targetGroupNotFound();
        }
        return answer(found);
    }

    ObjectNode modify(JsonNode input) {
        TargetGroup before = group(input);
        return answer(List.of(change(before.with(before.healthCheck().with(input)))));
    }

    ObjectNode delete(JsonNode input) {
        String arn = Fields.required(input, "TargetGroupArn");
        if (!inventory.usersOf(arn).isEmpty()) {
            throw AwsException.badRequest(
                    "ResourceInUse", "Target group '" + arn + "' is currently in use by a listener or a rule");
        }
        inventory.targetGroups.remove(arn);
        pools.remove(arn);
        return Json.object();
    }

    ObjectNode attributes(JsonNode input) {
        return attributes(group(input));
    }

    ObjectNode modifyAttributes(JsonNode input) {
        return attributes(change(group(input).withAttributes(Json.tags(input.path("Attributes")))));
    }

    private TargetGroup group(JsonNode input) {
        return inventory.targetGroup(Fields.required(input, "TargetGroupArn"));
    }

    private TargetGroup change(TargetGroup changed) {
        inventory.targetGroups.put(changed.arn(), changed);
        return changed;
    }

    private ObjectNode answer(List<TargetGroup> groups) {
        return Fields.answer(
                "TargetGroups",
                Json.array(groups.stream()
                        .map(it -> it.json(inventory.usersOf(it.arn())))
                        .toList()));
    }

    private static ObjectNode attributes(TargetGroup group) {
        return Fields.answer("Attributes", Json.tags(group.attributes()));
    }
}
