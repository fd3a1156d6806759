package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A target group as it is stored.
 *
 * @param port of targets that are registered without one
 */
record TargetGroup(
        String arn,
        String name,
        int port,
        String vpcId,
        String targetType,
        HealthCheck healthCheck,
        Map<String, String> attributes,
        Map<String, String> tags) {
    static final String DELAY = "deregistration_delay.timeout_seconds";
    static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("stickiness.enabled", "false");
        defaults.put(DELAY, "300");
        defaults.put("stickiness.app_cookie.cookie_name", "");
        defaults.put("stickiness.type", "lb_cookie");
        defaults.put("stickiness.lb_cookie.duration_seconds", "86400");
        defaults.put("slow_start.duration_seconds", "0");
        defaults.put("stickiness.app_cookie.duration_seconds", "86400");
        defaults.put("load_balancing.algorithm.type", "round_robin");
        defaults.put("load_balancing.cross_zone.enabled", "use_load_balancer_configuration");
        return defaults;
    }

    TargetGroup with(HealthCheck changed) {
        return new TargetGroup(arn, name, port, vpcId, targetType, changed, attributes, tags);
    }

    TargetGroup withAttributes(Map<String, String> changes) {
        String delay = changes.getOrDefault(DELAY, "0");
        if (!delay.matches("\\d{1,4}") || Integer.parseInt(delay) > 3600) {
            throw ElbErrors.invalid("'" + DELAY + "' must be a number from 0 to 3600, not '" + delay + "'");
        }
        return new TargetGroup(
                arn, name, port, vpcId, targetType, healthCheck, Fields.merged(attributes, changes), tags);
    }

    TargetGroup withTags(Map<String, String> changed) {
        return new TargetGroup(arn, name, port, vpcId, targetType, healthCheck, attributes, changed);
    }

    /** How long requests in flight may take to end when a target drains. */
    Duration deregistrationDelay() {
        return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(DELAY, "300")));
    }

    /** In the shape of the service's answers. */
    ObjectNode json(List<String> loadBalancers) {
        ObjectNode node = Json.object()
                .put("TargetGroupArn", arn)
                .put("TargetGroupName", name)
                .put("Protocol", "HTTP")
                .put("Port", port)
                .put("VpcId", vpcId);
        healthCheck.write(node);
        loadBalancers.forEach(node.putArray("LoadBalancerArns")::add);
        return node.put("TargetType", targetType)
                .put("ProtocolVersion", "HTTP1")
                .put("IpAddressType", "ipv4");
    }
}
