package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.List;

/** The operations on listeners. */
final class ListenerOperations {
    private final Inventory inventory;
    private final ListenerServers servers;

    ListenerOperations(Inventory inventory, ListenerServers servers) {
        this.inventory = inventory;
        this.servers = servers;
    }

    ObjectNode create(JsonNode input) {
        LoadBalancer owner = inventory.loadBalancer(Fields.required(input, "LoadBalancerArn"));
        http(input);
        Fields.required(input, "Port");
        int port = Fields.number(input, "Port", 0, 1, 65_535);
        Action action = action(input);
        free(owner, port, "");
        Listener made = new Listener(
                ElbArns.listener(owner.arn()),
                owner.arn(),
                port,
                Json.array(List.of(action.json())),
                Json.tags(input.path("Tags")));
        inventory.listeners.put(made.arn(), made);
        open(made);
        return answer(List.of(made));
    }

    ObjectNode describe(JsonNode input) {
        List<String> arns = Json.strings(input.path("ListenerArns"));
        if (!arns.isEmpty()) {
            return answer(arns.stream().map(inventory::listener).toList());
        }
        LoadBalancer owner = inventory.loadBalancer(Fields.required(input, "LoadBalancerArn"));
        return answer(inventory.listenersOf(owner.arn()));
    }

    ObjectNode modify(JsonNode input) {
        Listener before = inventory.listener(Fields.required(input, "ListenerArn"));
        http(input);
        int port = Fields.number(input, "Port", before.port(), 1, 65_535);
        JsonNode actions = input.path("DefaultActions").isEmpty()
                ? before.actions()
                : Json.array(List.of(action(input).json()));
        Listener changed = new Listener(before.arn(), before.loadBalancerArn(), port, actions, before.tags());
        if (port == before.port()) {
            inventory.listeners.put(changed.arn(), changed);
        } else {
            free(inventory.loadBalancer(before.loadBalancerArn()), port, before.arn());
            servers.close(before.arn());
            inventory.listeners.put(changed.arn(), changed);
            reopen(before, changed);
        }
        return answer(List.of(changed));
    }

    ObjectNode delete(JsonNode input) {
        String arn = inventory.listener(Fields.required(input, "ListenerArn")).arn();
        servers.close(arn);
        inventory.listeners.remove(arn);
        return Json.object();
    }

    private void open(Listener made) {
        try {
            servers.open(made);
        } catch (AwsException e) {
            inventory.listeners.remove(made.arn());
            throw e;
        }
    }

    private void reopen(Listener before, Listener changed) {
        try {
            servers.open(changed);
        } catch (AwsException e) {
            inventory.listeners.put(before.arn(), before);
            servers.open(before);
            throw e;
        }
    }

    private Action action(JsonNode input) {
        Action action = Action.parse(input.path("DefaultActions"));
        action.targetGroups().forEach(inventory::targetGroup);
        return action;
    }

    private void free(LoadBalancer owner, int port, String except) {
        boolean taken = inventory.listenersOf(owner.arn()).stream()
                .anyMatch(it -> it.port() == port && !it.arn().equals(except));
        if (taken) {
            throw AwsException.badRequest(
                    "DuplicateListener",
                    "A listener already exists on this port for this load balancer '" + owner.arn() + "'");
        }
    }

    private static void http(JsonNode input) {
        String protocol = Fields.text(input, "Protocol").orElse("HTTP");
        if (!protocol.equals("HTTP")) {
            throw ElbErrors.unsupported("Listener protocol " + protocol);
        }
    }

    private static ObjectNode answer(List<Listener> listeners) {
        return Fields.answer(
                "Listeners", Json.array(listeners.stream().map(Listener::json).toList()));
    }
}
