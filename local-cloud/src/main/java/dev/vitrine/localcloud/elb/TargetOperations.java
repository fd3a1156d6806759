package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.List;

/** The operations on targets. */
final class TargetOperations {
    /** A target as requests name it. */
    private record Description(String host, int port) {}

    private final Inventory inventory;
    private final TargetPools pools;

    TargetOperations(Inventory inventory, TargetPools pools) {
        this.inventory = inventory;
        this.pools = pools;
    }

    ObjectNode register(JsonNode input) {
        TargetGroup group = group(input);
        List<Description> targets = targets(input, group);
        for (Description it : targets) {
            if (!it.host().startsWith("127.")) {
                throw AwsException.badRequest(
                        "InvalidTarget",
                        "The IP address '" + it.host() + "' is not a loopback address; the local cloud's load balancers"
                                + " reach this computer alone");
            }
        }
        targets.forEach(it -> pools.register(group.arn(), it.host(), it.port()));
        return Json.object();
    }

    ObjectNode deregister(JsonNode input) {
        TargetGroup group = group(input);
        targets(input, group).forEach(it -> pools.deregister(group.arn(), it.host(), it.port()));
        return Json.object();
    }

    ObjectNode health(JsonNode input) {
        TargetGroup group = group(input);
        boolean used = !inventory.usersOf(group.arn()).isEmpty();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        if (input.path("Targets").isEmpty()) {
            List<Target> targets =
                    pools.find(group.arn()).map(TargetPool::targets).orElse(List.of());
            targets.forEach(it -> all.add(json(it.host(), it.port(), used ? it.health() : TargetHealth.NOT_IN_USE)));
        } else {
            targets(input, group)
                    .forEach(
                            it -> all.add(json(it.host(), it.port(), pools.health(group.arn(), it.host(), it.port()))));
        }
        return Fields.answer("TargetHealthDescriptions", all);
    }

    private static ObjectNode json(String host, int port, TargetHealth health) {
        ObjectNode node = Json.object();
        node.putObject("Target").put("Id", host).put("Port", port).put("AvailabilityZone", "us-east-1a");
        node.put("HealthCheckPort", Integer.toString(port));
        ObjectNode state =
                node.putObject("TargetHealth").put("State", health.state().code());
        if (!health.reason().isEmpty()) {
            state.put("Reason", health.reason()).put("Description", health.description());
        }
        return node;
    }

    private TargetGroup group(JsonNode input) {
        return inventory.targetGroup(Fields.required(input, "TargetGroupArn"));
    }

    private static List<Description> targets(JsonNode input, TargetGroup group) {
        List<Description> targets = new ArrayList<>();
        for (JsonNode target : input.path("Targets")) {
            targets.add(new Description(
                    Fields.required(target, "Id"), Fields.number(target, "Port", group.port(), 1, 65_535)));
        }
        if (targets.isEmpty()) {
            throw ElbErrors.required("targets");
        }
        return targets;
    }
}
