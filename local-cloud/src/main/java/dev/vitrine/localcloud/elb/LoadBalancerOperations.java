package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The operations on load balancers. */
final class LoadBalancerOperations {
    private final Inventory inventory;
    private final ListenerServers servers;
    private final Clock clock;

    LoadBalancerOperations(Inventory inventory, ListenerServers servers, Clock clock) {
        this.inventory = inventory;
        this.servers = servers;
        this.clock = clock;
    }

    ObjectNode create(JsonNode input) {
        String name = Fields.name(input, "load balancer");
        String type = Fields.text(input, "Type").orElse("application");
        if (!type.equals("application")) {
            throw ElbErrors.unsupported("Load balancer type " + type);
        }
        List<String> subnets = Json.strings(input.path("Subnets"));
        if (subnets.isEmpty()) {
            subnets = input.path("SubnetMappings").findValuesAsText("SubnetId");
        }
        if (subnets.size() < 2) {
            throw ElbErrors.invalid("At least two subnets in two different Availability Zones must be specified");
        }
        LoadBalancer made = new LoadBalancer(
                ElbArns.loadBalancer(name),
                name,
                Fields.text(input, "Scheme").orElse("internet-facing"),
                subnets,
                Json.strings(input.path("SecurityGroups")),
                LoadBalancer.DEFAULTS,
                Json.tags(input.path("Tags")),
                clock.millis());
        Optional<LoadBalancer> same = inventory.loadBalancerNamed(name);
        if (same.isPresent() && !isSame(same.get(), made)) {
            throw AwsException.badRequest(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + name + "' exists, but with different settings");
        }
        if (same.isEmpty()) {
            inventory.loadBalancers.put(made.arn(), made);
        }
        return Fields.answer(
                "LoadBalancers", Json.array(List.of(same.orElse(made).json())));
    }

    private static boolean isSame(LoadBalancer one, LoadBalancer other) {
        return one.scheme().equals(other.scheme())
                && one.subnets().equals(other.subnets())
                && one.securityGroups().equals(other.securityGroups())
                && one.tags().equals(other.tags());
    }

    ObjectNode describe(JsonNode input) {
        List<String> arns = Json.strings(input.path("LoadBalancerArns"));
        List<String> names = Json.strings(input.path("Names"));
        List<LoadBalancer> found = inventory.loadBalancers.values().stream()
                .filter(it -> arns.isEmpty() || arns.contains(it.arn()))
                .filter(it -> names.isEmpty() || names.contains(it.name()))
                .toList();
        if (found.size() < Math.max(arns.size(), names.size())) {
            throw AwsException.badRequest(
                    "LoadBalancerNotFound",
                    names.isEmpty()
                            ? "One or more load balancers not found"
                            : "Load balancers '[" + String.join(", ", names) + "]' not found");
        }
        return Fields.answer(
                "LoadBalancers",
                Json.array(found.stream().map(LoadBalancer::json).toList()));
    }

    ObjectNode delete(JsonNode input) {
        String arn = Fields.required(input, "LoadBalancerArn");
        Optional<LoadBalancer> found = inventory.loadBalancers.get(arn);
        if (found.filter(LoadBalancer::isProtected).isPresent()) {
            throw AwsException.badRequest(
                    "OperationNotPermitted",
                    "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
        }
        for (Listener listener : inventory.listenersOf(arn)) {
            servers.close(listener.arn());
            inventory.listeners.remove(listener.arn());
        }
        inventory.loadBalancers.remove(arn);
        return Json.object();
    }

    ObjectNode attributes(JsonNode input) {
        return attributes(inventory.loadBalancer(Fields.required(input, "LoadBalancerArn")));
    }

    ObjectNode modifyAttributes(JsonNode input) {
        return attributes(change(inventory
                .loadBalancer(Fields.required(input, "LoadBalancerArn"))
                .withAttributes(Json.tags(input.path("Attributes")))));
    }

    ObjectNode setSubnets(JsonNode input) {
        LoadBalancer before = inventory.loadBalancer(Fields.required(input, "LoadBalancerArn"));
        LoadBalancer changed = change(before.with(Json.strings(input.path("Subnets")), before.securityGroups()));
        return Fields.answer("AvailabilityZones", changed.json().path("AvailabilityZones"));
    }

    ObjectNode setSecurityGroups(JsonNode input) {
        LoadBalancer before = inventory.loadBalancer(Fields.required(input, "LoadBalancerArn"));
        LoadBalancer changed = change(before.with(before.subnets(), Json.strings(input.path("SecurityGroups"))));
        return Fields.answer("SecurityGroupIds", changed.json().path("SecurityGroups"));
    }

    private LoadBalancer change(LoadBalancer changed) {
        inventory.loadBalancers.put(changed.arn(), changed);
        return changed;
    }

    private static ObjectNode attributes(LoadBalancer loadBalancer) {
        return Fields.answer("Attributes", Json.tags(loadBalancer.attributes()));
    }
}
