package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Map;

/**
 * A listener as it is stored.
 *
 * @param actions the default actions in the service's shape
 */
record Listener(String arn, String loadBalancerArn, int port, JsonNode actions, Map<String, String> tags) {
    Action action() {
        return Action.parse(actions);
    }

    Listener withTags(Map<String, String> changed) {
        return new Listener(arn, loadBalancerArn, port, actions, changed);
    }

    boolean forwardsTo(String targetGroupArn) {
        return action().targetGroups().contains(targetGroupArn);
    }

    /** In the shape of the service's answers. */
    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("ListenerArn", arn)
                .put("LoadBalancerArn", loadBalancerArn)
                .put("Port", port)
                .put("Protocol", "HTTP");
        node.putArray("DefaultActions").add(action().json());
        return node;
    }
}
