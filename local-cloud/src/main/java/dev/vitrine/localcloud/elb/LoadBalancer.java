package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A load balancer as it is stored.
 *
 * @param createdAt milliseconds since 1970
 */
record LoadBalancer(
        String arn,
        String name,
        String scheme,
        List<String> subnets,
        List<String> securityGroups,
        Map<String, String> attributes,
        Map<String, String> tags,
        long createdAt) {
    static final String IDLE = "idle_timeout.timeout_seconds";
    static final String PROTECTED = "deletion_protection.enabled";
    static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("access_logs.s3.enabled", "false");
        defaults.put("access_logs.s3.bucket", "");
        defaults.put("access_logs.s3.prefix", "");
        defaults.put(IDLE, "60");
        defaults.put(PROTECTED, "false");
        defaults.put("client_keep_alive.seconds", "3600");
        defaults.put("routing.http2.enabled", "true");
        defaults.put("routing.http.drop_invalid_header_fields.enabled", "false");
        defaults.put("routing.http.preserve_host_header.enabled", "false");
        defaults.put("routing.http.xff_header_processing.mode", "append");
        defaults.put("routing.http.xff_client_port.enabled", "false");
        defaults.put("routing.http.desync_mitigation_mode", "defensive");
        defaults.put("load_balancing.cross_zone.enabled", "true");
        return defaults;
    }

    LoadBalancer withAttributes(Map<String, String> changes) {
        String idle = changes.getOrDefault(IDLE, "60");
        if (!idle.matches("\\d{1,4}") || Integer.parseInt(idle) < 1 || Integer.parseInt(idle) > 4000) {
            throw ElbErrors.invalid("'" + IDLE + "' must be a number from 1 to 4000, not '" + idle + "'");
        }
        return new LoadBalancer(
                arn, name, scheme, subnets, securityGroups, Fields.merged(attributes, changes), tags, createdAt);
    }

    LoadBalancer with(List<String> changedSubnets, List<String> changedGroups) {
        return new LoadBalancer(arn, name, scheme, changedSubnets, changedGroups, attributes, tags, createdAt);
    }

    LoadBalancer withTags(Map<String, String> changed) {
        return new LoadBalancer(arn, name, scheme, subnets, securityGroups, attributes, changed, createdAt);
    }

    boolean isProtected() {
        return Boolean.parseBoolean(attributes.get(PROTECTED));
    }

    /** How long nothing may go over a connection. */
    Duration idleTimeout() {
        return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(IDLE, "60")));
    }

    /** In the shape of the service's answers. Its name in the DNS is that of this computer. */
    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("LoadBalancerArn", arn)
                .put("LoadBalancerName", name)
                .put("DNSName", "localhost")
                .put("CanonicalHostedZoneId", "Z35SXDOTRQ7X7K")
                .put("CreatedTime", Instant.ofEpochMilli(createdAt).toString())
                .put("Scheme", scheme)
                .put("Type", "application")
                .put("VpcId", "vpc-local")
                .put("IpAddressType", "ipv4");
        node.putObject("State").put("Code", "active");
        var zones = node.putArray("AvailabilityZones");
        for (int i = 0; i < subnets.size(); i++) {
            zones.addObject()
                    .put("ZoneName", "us-east-1" + (char) ('a' + i % 6))
                    .put("SubnetId", subnets.get(i));
        }
        securityGroups.forEach(node.putArray("SecurityGroups")::add);
        return node;
    }
}
